package dev.mora.score;

import dev.mora.attribute.Attribute;
import dev.mora.attribute.AttributeType;
import dev.mora.json.JsonArray;
import dev.mora.json.JsonObject;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads and writes {@code mora/logistic-1}. */
final class LogisticDocument {

  static final String SCHEMA = "mora/logistic-1";

  private final ModelDocument document = new ModelDocument();
  private final JsonObject root;

  private LogisticDocument(JsonObject root) {
    this.root = root;
  }

  static LogisticModel read(JsonObject root) {
    return new LogisticDocument(root).model();
  }

  private LogisticModel model() {
    document.gather(
        () ->
            root.only(
                "schema",
                "name",
                "version",
                "validUntil",
                "attributes",
                "probabilityOf",
                "scaling",
                "decimals",
                "bands",
                "intercept",
                "terms"));
    Optional<String> name = document.gather(() -> ModelDocument.filled(root, "name"));
    Optional<String> version = document.gather(() -> ModelDocument.filled(root, "version"));
    Optional<Optional<LocalDate>> until = document.gather(() -> ModelDocument.validUntil(root));
    Optional<LogisticModel.Outcome> outcome =
        document.gather(
            () ->
                root.oneOf(
                    "probabilityOf", LogisticModel.Outcome.class, LogisticModel.Outcome.BAD));
    Optional<Optional<Scaling>> scaling = document.gather(() -> ModelDocument.scaling(root));
    Optional<Integer> decimals =
        document.gather(() -> ModelDocument.decimals(root, Numbers.MOST_DECIMALS));
    Optional<Optional<ScoreBands>> bands = document.gather(() -> ModelDocument.bands(root));
    Optional<BigDecimal> intercept = document.gather(() -> ModelDocument.number(root, "intercept"));
    document.declare(root);
    List<Term> terms = new ArrayList<>();
    document
        .gather(() -> root.array("terms"))
        .ifPresent(
            array ->
                array
                    .values()
                    .forEach(
                        value ->
                            document.gather(() -> term(value.asObject())).ifPresent(terms::add)));
    return document.finish(
        root,
        () -> {
          LogisticModel.Builder model =
              LogisticModel.builder(name.orElseThrow(), version.orElseThrow())
                  .probabilityOf(outcome.orElseThrow())
                  .decimals(decimals.orElseThrow())
                  .intercept(intercept.orElseThrow());
          scaling.orElseThrow().ifPresent(model::scaling);
          bands.orElseThrow().ifPresent(model::bands);
          until.orElseThrow().ifPresent(model::validUntil);
          terms.forEach(model::term);
          return model.build();
        });
  }

  private Term term(JsonObject object) {
    if (object.has("levels")) {
      object.only("attribute", "levels", "other", "missing", "reason");
    } else {
      object.only(
          "attribute",
          "currency",
          "coefficient",
          "from",
          "to",
          "transform",
          "center",
          "spread",
          "reference",
          "missing",
          "reason",
          "levels");
    }
    Attribute<?> attribute = document.attribute(object);
    if (attribute.type() == AttributeType.TEXT && !object.has("levels")) {
      throw object.invalid("no levels", "what each text adds: " + attribute + " is no number");
    }
    return object.has("levels") ? levels(object, attribute) : linear(object, attribute);
  }

  private static Term levels(JsonObject object, Attribute<?> attribute) {
    Map<String, BigDecimal> levels = new LinkedHashMap<>();
    JsonObject values = object.object("levels");
    values.keys().forEach(key -> levels.put(key, ModelDocument.number(values, key)));
    BigDecimal others = ModelDocument.number(object, "other");
    Optional<BigDecimal> missing = ModelDocument.missing(object);
    ReasonCode reason = ModelDocument.reason(object, attribute);
    return ModelDocument.located(
        values, () -> new Term.Levels(attribute, levels, others, missing, reason));
  }

  private static Term linear(JsonObject object, Attribute<?> attribute) {
    var currency = ModelDocument.currency(object, attribute);
    BigDecimal coefficient = ModelDocument.number(object, "coefficient");
    Optional<BigDecimal> from = ModelDocument.optionalNumber(object, "from");
    Optional<BigDecimal> to = ModelDocument.optionalNumber(object, "to");
    Term.Transform transform = object.oneOf("transform", Term.Transform.class, Term.Transform.NONE);
    BigDecimal center = ModelDocument.optionalNumber(object, "center").orElse(BigDecimal.ZERO);
    BigDecimal spread = ModelDocument.optionalNumber(object, "spread").orElse(BigDecimal.ONE);
    BigDecimal reference =
        ModelDocument.optionalNumber(object, "reference").orElse(BigDecimal.ZERO);
    Optional<BigDecimal> missing = ModelDocument.missing(object);
    ReasonCode reason = ModelDocument.reason(object, attribute);
    return ModelDocument.located(
        object,
        () ->
            new Term.Linear(
                attribute,
                currency,
                coefficient,
                from,
                to,
                transform,
                center,
                spread,
                reference,
                missing,
                reason));
  }

  static JsonObject write(LogisticModel model) {
    JsonObject out =
        ModelDocument.head(SCHEMA, model.info(), model.declared())
            .with("probabilityOf", model.outcome().name());
    if (model.scaling().isPresent()) {
      out = out.with("scaling", ModelDocument.write(model.scaling().get()));
    }
    out = out.with("decimals", model.decimals());
    if (model.bands().isPresent()) {
      out = out.with("bands", JsonArray.of(ModelDocument.write(model.bands().get())));
    }
    return out.with("intercept", model.intercept())
        .with("terms", JsonArray.of(model.terms().stream().map(LogisticDocument::write).toList()));
  }

  private static JsonObject write(Term term) {
    JsonObject out = JsonObject.of().with("attribute", term.attribute().name());
    JsonObject filled =
        term instanceof Term.Linear linear ? write(out, linear) : write(out, (Term.Levels) term);
    return ModelDocument.withReason(
        ModelDocument.withMissing(filled, term.missing()), term.reason(), term.attribute());
  }

  private static JsonObject write(JsonObject head, Term.Linear term) {
    JsonObject out = head;
    if (term.currency().isPresent()) {
      out = out.with("currency", term.currency().get().getCurrencyCode());
    }
    out = out.with("coefficient", term.coefficient());
    out = with(out, "from", term.from());
    out = with(out, "to", term.to());
    if (term.transform() != Term.Transform.NONE) {
      out = out.with("transform", term.transform().name());
    }
    return out.with("center", term.center())
        .with("spread", term.spread())
        .with("reference", term.reference());
  }

  private static JsonObject write(JsonObject head, Term.Levels term) {
    JsonObject levels = JsonObject.of();
    for (Map.Entry<String, BigDecimal> each : term.levels().entrySet()) {
      levels = levels.with(each.getKey(), each.getValue());
    }
    return head.with("levels", levels).with("other", term.others());
  }

  private static JsonObject with(JsonObject out, String key, Optional<BigDecimal> value) {
    return value.isPresent() ? out.with(key, value.get()) : out;
  }
}
