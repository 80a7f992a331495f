package dev.mora.ledger;

/** Everybody who has a say in the protocol, around the books of one work. */
final class Sitting {

  /*
   *  Clerk (rows, cards, desks, read once)
   *    Stops, Campaigns, BorrowerFiles <── Claiming, Gate, Orders
   *    Aftermath ── Statuses <── Planning, Outcomes, Reaper
   */
  final Clerk clerk;
  final Stops stops;
  final Campaigns campaigns;
  final BorrowerFiles files;
  final Statuses statuses;
  final Planning planning;
  final Claiming claiming;
  final Gate gate;
  final Outcomes outcomes;
  final Reaper reaper;
  final Orders orders;
  final Erasure erasure;

  Sitting(Books books, LedgerSettings settings) {
    clerk = new Clerk(books);
    stops = new Stops(clerk);
    campaigns = new Campaigns(clerk);
    files = new BorrowerFiles(clerk);
    var aftermath = new Aftermath(clerk, stops, files);
    statuses = new Statuses(clerk, aftermath, settings.environment());
    planning = new Planning(clerk, campaigns, statuses);
    claiming = new Claiming(clerk, stops, settings.maxAttempts());
    gate = new Gate(clerk, stops, campaigns, files, settings.maxAttempts());
    var resends = new Resends(clerk, campaigns, settings);
    outcomes = new Outcomes(clerk, statuses, stops, aftermath, resends);
    reaper = new Reaper(clerk, stops, statuses, resends, settings);
    orders = new Orders(clerk);
    erasure = new Erasure(clerk);
  }
}
