package com.example.collections;

import dev.mora.money.Money;
import dev.mora.template.TemplateFields;
import java.time.LocalDate;

/** What the template says of a borrower; this build fails where they disagree. */
@TemplateFields("cuota_vencida.txt")
record Overdue(String nombre, Money monto, LocalDate vencimiento, int dias) {}
