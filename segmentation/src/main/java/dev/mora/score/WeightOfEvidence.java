package dev.mora.score;

/**
 * {@code ln(share of the goods in a bin / share of the bads in it)}: above 0 where the bin is
 * better than the whole. A bin without goods or without bads counts one half more of each.
 */
public final class WeightOfEvidence {

  private WeightOfEvidence() {}

  /**
   * @param goods in the bin
   * @param bads in the bin
   * @param allGoods in all bins, at least 1
   * @param allBads in all bins, at least 1
   */
  public static double of(long goods, long bads, long allGoods, long allBads) {
    if (goods < 0 || bads < 0 || goods > allGoods || bads > allBads) {
      throw new IllegalArgumentException("a bin has no more than all bins together");
    }
    if (allGoods < 1 || allBads < 1) {
      throw new IllegalArgumentException("without goods or bads nothing can be weighed");
    }
    double smoothing = goods == 0 || bads == 0 ? 0.5 : 0;
    return StrictMath.log(((goods + smoothing) / allGoods) / ((bads + smoothing) / allBads));
  }
}
