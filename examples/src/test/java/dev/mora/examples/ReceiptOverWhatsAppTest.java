package dev.mora.examples;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mora.channel.ContentScanner;
import dev.mora.channel.MediaType;
import dev.mora.contact.ContactPolicy;
import dev.mora.conversation.Receipt;
import dev.mora.conversation.ReceiptStore;
import dev.mora.conversation.TrayItem;
import dev.mora.ledger.InMemoryLedger;
import dev.mora.outreach.Outreach;
import dev.mora.party.Borrower;
import dev.mora.party.BorrowerId;
import dev.mora.party.BorrowersByPhone;
import dev.mora.testkit.CloudAccount;
import dev.mora.testkit.CloudApiServer;
import dev.mora.whatsapp.TokenSupplier;
import dev.mora.whatsapp.WhatsAppConfig;
import dev.mora.whatsapp.WhatsAppMedia;
import dev.mora.whatsapp.WhatsAppWebhook;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** From a file that a person sends to the case at the desk, over HTTP both ways. */
class ReceiptOverWhatsAppTest {

  private static final String NUMBER = "106540352242922";
  private static final byte[] PDF = "%PDF-1.7 comprobante SPEI".getBytes(StandardCharsets.UTF_8);

  @TempDir Path dir;

  @ParameterizedTest(name = "the host has {0}, the person writes from {1}")
  @CsvSource({
    "+525512345679, 5215512345679",
    "+5491122334456, 541122334456",
    "+5511987654321, 551187654321",
    "+573001234568, 573001234568"
  })
  void a_pdf_becomes_a_receipt_of_its_borrower(String phone, String waId) throws Exception {
    try (Desk desk = new Desk(phone, ReceiptStore.in(dir))) {
      desk.account.sendsFile(waId, "document", "application/pdf", PDF);
      desk.server.deliverDue();
      desk.outreach.hear();
      desk.outreach.fetchReceipts();

      TrayItem item = desk.outreach.tray().open().get(0);
      Receipt receipt = item.receipt().orElseThrow();
      assertThat(item.borrower()).contains(BorrowerId.of("B-1"));
      assertThat(receipt.state()).isEqualTo(Receipt.State.KEPT);
      assertThat(receipt.type()).contains(MediaType.PDF);
      assertThat(receipt.size()).isEqualTo(PDF.length);
      try (InputStream kept = ReceiptStore.in(dir).read(item.key()).orElseThrow()) {
        assertThat(kept.readAllBytes()).isEqualTo(PDF);
      }
    }
  }

  @Test
  void a_lie_about_the_type_is_left_to_a_person() throws Exception {
    try (Desk desk = new Desk("+525512345679", ReceiptStore.in(dir))) {
      desk.account.sendsFile("5215512345679", "image", "image/jpeg", PDF);
      desk.server.deliverDue();
      desk.outreach.hear();
      desk.outreach.fetchReceipts();

      assertThat(desk.outreach.tray().open().get(0).receipt())
          .contains(Receipt.missing(Receipt.Problem.TYPE));
    }
  }

  /** A lender with one borrower, on the stand-in. */
  private static final class Desk implements AutoCloseable {
    private final CloudApiServer server = CloudApiServer.builder().callback(this::hookUri).start();
    private final CloudAccount account = server.account(NUMBER);
    private final WhatsAppWebhook webhook =
        WhatsAppWebhook.of("stand-in-verify", "stand-in-secret");
    private final WhatsAppMedia media =
        WhatsAppMedia.of(
            WhatsAppConfig.builder(NUMBER, TokenSupplier.of("token"))
                .baseUri(server.uri())
                .build());
    private final Outreach outreach;
    private final HookServer hook;

    Desk(String phone, ReceiptStore store) {
      outreach =
          Outreach.builder()
              .inbound(webhook)
              .ledger(InMemoryLedger.of(server.clock()))
              .contactPolicy(ContactPolicy.of("MX"))
              .clock(server.clock())
              .borrowers(
                  BorrowersByPhone.of(List.of(Borrower.of("B-1", "Rosa").phone(phone).build())))
              .receipts(media, store)
              .scanner(content -> ContentScanner.Verdict.CLEAN)
              .build();
      hook = HookServer.start(0, webhook, outreach);
    }

    private URI hookUri() {
      return hook.uri();
    }

    @Override
    public void close() {
      hook.close();
      outreach.close();
      media.close();
      server.close();
    }
  }
}
