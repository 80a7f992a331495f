package dev.mora.jdbc;

import dev.mora.ledger.CampaignId;
import dev.mora.ledger.Dispatch;
import dev.mora.ledger.DispatchId;
import dev.mora.ledger.PlanKey;
import dev.mora.ledger.SenderId;
import dev.mora.ledger.TemplateKey;
import dev.mora.loan.LoanId;
import dev.mora.party.BorrowerId;
import dev.mora.party.Channel;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;

/**
 * What a dispatch says and to whom, in {@code mora_letter}: written once, so that a step of the
 * protocol writes the narrow {@code mora_dispatch} alone.
 */
final class LetterTable {

  private static final String HEADER =
      "number, id, campaign, borrower, step, slot, channel, account, segment, loans, policies,"
          + " priority, planned_not_before, expires_at,"
          + " template_name, template_version, template_language";

  private static final String CONTENT = "to_kind, to_address, content, brief";

  /** As {@link #header} reads them, of the alias {@code l}. */
  static final String HEADER_COLUMNS = "l." + HEADER.replace(", ", ", l.");

  /** As {@link #header} and then {@link #dispatch} read them. */
  static final String COLUMNS = HEADER_COLUMNS + ", l." + CONTENT.replace(", ", ", l.");

  static final Sheet INSERT =
      Sheet.insert("mora_letter", HEADER + ", planned_at, content_hash, " + CONTENT);

  static final Sheet REPLACE = Sheet.update("mora_letter", "content_hash, " + CONTENT, "number");

  static final String BLANK =
      "UPDATE mora_letter SET to_kind = NULL, to_address = NULL, content = NULL, brief = NULL"
          + " WHERE number = ?";

  private LetterTable() {}

  /** What never changes of a dispatch. */
  record Head(long number, Dispatch.Header header, Optional<TemplateKey> template) {}

  /** A letter that is new, or has another content. */
  record Written(
      long number, Dispatch dispatch, Optional<TemplateKey> template, Instant plannedAt) {}

  // --- writing

  static void insert(Session.Parameters out, Written letter) throws SQLException {
    Dispatch.Header header = letter.dispatch.header();
    Optional<TemplateKey> template = letter.template;
    out.number(letter.number)
        .text(header.id().value())
        .text(header.key().campaign().value())
        .text(header.key().borrower().value())
        .text(header.key().step())
        .text(header.key().slot())
        .text(header.sender().channel().name())
        .text(header.sender().account())
        .text(header.segment())
        .text(Lists.write(header.loans().stream().map(LoanId::value).toList()))
        .text(Lists.write(header.policies()))
        .count(header.priority())
        .moment(header.notBefore())
        .moment(header.expiresAt())
        .text(template.map(TemplateKey::name).orElse(null))
        .text(template.map(TemplateKey::version).orElse(null))
        .text(template.map(TemplateKey::language).orElse(null))
        .moment(letter.plannedAt);
    content(out, letter.dispatch);
  }

  static void replace(Session.Parameters out, Written letter) throws SQLException {
    content(out, letter.dispatch);
    out.number(letter.number);
  }

  private static void content(Session.Parameters out, Dispatch dispatch) throws SQLException {
    Address to = Address.of(dispatch.to());
    out.text(dispatch.contentHash())
        .text(to.kind())
        .text(to.value())
        .text(ContentCodec.write(dispatch.content()))
        .text(dispatch.brief());
  }

  // --- reading

  static Head header(Cells in) throws SQLException {
    long number = in.number();
    var id = new DispatchId(in.text());
    var key =
        new PlanKey(new CampaignId(in.text()), BorrowerId.of(in.text()), in.text(), in.text());
    var sender = new SenderId(Channel.of(in.text()), in.text());
    String segment = in.text();
    var loans = Lists.read(in.text()).stream().map(LoanId::of).toList();
    var policies = Lists.readPairs(in.text());
    int priority = in.count();
    var header =
        new Dispatch.Header(
            id, key, loans, segment, sender, in.moment(), in.moment(), priority, policies);
    String name = in.textOrNull();
    String version = in.textOrNull();
    String language = in.textOrNull();
    return new Head(
        number,
        header,
        name == null || version == null || language == null
            ? Optional.empty()
            : Optional.of(new TemplateKey(sender, name, version, language)));
  }

  /** Empty once blanked. */
  static Optional<Dispatch> dispatch(Cells in, Dispatch.Header header) throws SQLException {
    String kind = in.textOrNull();
    String address = in.textOrNull();
    String content = in.textOrNull();
    String brief = in.textOrNull();
    return kind == null || address == null || content == null || brief == null
        ? Optional.empty()
        : Optional.of(
            new Dispatch(
                header, new Address(kind, address).point(), ContentCodec.read(content), brief));
  }
}
