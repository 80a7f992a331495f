package dev.mora.delinquency;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * States and the chance to go from one to another in one step. It assumes that neither the age of
 * the loans nor the month matters, which maturing loans and seasons break: a projection is a
 * reading of one matrix, not a forecast. Immutable and thread-safe.
 */
public final class MarkovChain {

  private static final double ROUNDING = 1e-9;

  private final List<String> states;
  private final double[][] rates;

  private MarkovChain(List<String> states, double[][] rates) {
    this.states = states;
    this.rates = rates;
  }

  /**
   * @param rates a row for each state, none negative, each summing to 1
   */
  public static MarkovChain of(List<String> states, double[][] rates) {
    List<String> names = List.copyOf(states);
    if (names.stream().distinct().count() != names.size() || rates.length != names.size()) {
      throw new IllegalArgumentException("a chain has one row for each of its states");
    }
    double[][] copy = new double[rates.length][];
    for (int i = 0; i < rates.length; i++) {
      copy[i] = rates[i].clone();
      double sum = 0;
      for (double rate : copy[i]) {
        if (!(rate >= 0)) {
          throw new IllegalArgumentException("a rate of " + names.get(i) + " is negative");
        }
        sum += rate;
      }
      if (copy[i].length != rates.length || !(Math.abs(sum - 1) <= ROUNDING)) {
        throw new IllegalArgumentException(
            "the rates of " + names.get(i) + " sum to " + sum + ", not to 1");
      }
    }
    return new MarkovChain(names, copy);
  }

  public List<String> states() {
    return states;
  }

  public double rate(String from, String to) {
    return rates[index(from)][index(to)];
  }

  /**
   * Where the parts of a start are after some steps; their sum stays.
   *
   * @param start a part for each state that has one: shares, or balances
   * @param steps 0 or more
   */
  public Map<String, Double> project(Map<String, Double> start, int steps) {
    if (steps < 0) {
      throw new IllegalArgumentException("steps are 0 or more: " + steps);
    }
    double[] now = new double[states.size()];
    start.forEach((state, part) -> now[index(state)] = part);
    double[] at = now;
    for (int step = 0; step < steps; step++) {
      at = next(at);
    }
    Map<String, Double> result = new LinkedHashMap<>();
    for (int i = 0; i < at.length; i++) {
      result.put(states.get(i), at[i]);
    }
    return result;
  }

  private double[] next(double[] at) {
    return IntStream.range(0, at.length)
        .mapToDouble(
            to -> IntStream.range(0, at.length).mapToDouble(i -> at[i] * rates[i][to]).sum())
        .toArray();
  }

  private int index(String state) {
    int index = states.indexOf(state);
    if (index < 0) {
      throw new IllegalArgumentException("no state " + state + " among " + states);
    }
    return index;
  }

  @Override
  public String toString() {
    return "MarkovChain" + states;
  }
}
