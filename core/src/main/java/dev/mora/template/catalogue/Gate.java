package dev.mora.template.catalogue;

/** What a host must state before the catalogue gives a text that is lawful in some places only. */
public enum Gate {
  /**
   * The lender reports to a credit bureau, law and contract let it, and the date in the text leaves
   * the notice that the law asks for, such as 30 days in Kenya (CBK Digital Credit Providers
   * Regulations 2022, from the draft). Chile bans mentioning a listing (Ley 19.496 art. 37): keep
   * it shut there.
   */
  CREDIT_BUREAU
}
