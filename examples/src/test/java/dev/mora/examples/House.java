package dev.mora.examples;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.AccessTarget;
import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaAnnotation;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.domain.JavaParameter;
import com.tngtech.archunit.core.domain.JavaType;
import com.tngtech.archunit.core.domain.properties.HasModifiers;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** The rules of the house, below one base package. The order of the packages is data. */
record House(String base, List<Module> modules) {

  /** A module with its packages, lowest first. A host sees no third-party type in a closed one. */
  record Module(String name, boolean closed, List<String> packages) {}

  static final House MORA =
      new House(
          "dev.mora",
          List.of(
              new Module(
                  "core",
                  true,
                  List.of(
                      "event",
                      "json",
                      "money",
                      "language",
                      "calendar",
                      "party",
                      "loan",
                      "promise",
                      "history",
                      "portfolio",
                      "template",
                      "template.preview",
                      "template.lint",
                      "template.catalogue",
                      "channel")),
              new Module("template-processor", true, List.of("template.processor")),
              new Module(
                  "segmentation",
                  true,
                  List.of(
                      "delinquency",
                      "classification",
                      "portfolio.csv",
                      "attribute",
                      "score",
                      "segmentation")),
              new Module(
                  "outreach",
                  true,
                  List.of(
                      "contact", "negotiation", "ledger", "conversation", "outreach", "report")),
              new Module("jdbc", true, List.of("jdbc")),
              new Module("micrometer", false, List.of("micrometer")),
              new Module("whatsapp", false, List.of("whatsapp")),
              new Module("servlet", false, List.of("servlet")),
              new Module("phone", true, List.of("phone")),
              new Module("testkit", false, List.of("testkit")),
              new Module("examples", false, List.of("examples"))));

  private static final Set<String> CLOCKS =
      Set.of(
          "java.lang.System.currentTimeMillis",
          "java.time.Clock.system",
          "java.time.Clock.systemDefaultZone",
          "java.time.Clock.systemUTC",
          "java.time.Clock.tickMillis",
          "java.time.Clock.tickMinutes",
          "java.time.Clock.tickSeconds",
          "java.time.InstantSource.system",
          "java.time.ZoneId.systemDefault",
          "java.util.Calendar.getInstance",
          "java.util.Date.<init>",
          "java.util.Locale.getDefault",
          "java.util.TimeZone.getDefault");

  /** All packages of all modules, lowest first. */
  List<String> order() {
    return modules.stream().flatMap(m -> m.packages().stream()).map(p -> base + "." + p).toList();
  }

  /** The listed package that a package belongs to: itself or its nearest listed ancestor. */
  Optional<String> place(String packageName) {
    return order().stream()
        .filter(p -> packageName.equals(p) || packageName.startsWith(p + "."))
        .max((a, b) -> Integer.compare(a.length(), b.length()));
  }

  Optional<Module> module(String packageName) {
    return place(packageName)
        .flatMap(
            p ->
                modules.stream()
                    .filter(m -> m.packages().contains(p.substring(base.length() + 1)))
                    .findFirst());
  }

  ArchRule packages_are_free_of_cycles() {
    return slices().matching(base + ".(**)").should().beFreeOfCycles();
  }

  ArchRule a_package_imports_only_from_lines_above_its_own() {
    return classes().that().resideInAPackage(base + "..").should(keepTheOrder());
  }

  ArchRule time_is_an_argument() {
    return noClasses()
        .that()
        .resideInAPackage(base + "..")
        .and()
        .doNotHaveFullyQualifiedName(base + ".examples.Mora")
        .should()
        .accessTargetWhere(describe("a clock, zone or locale of the machine", House::isHiddenClock))
        .because("dates, clocks, zones and locales are passed in; the workbench makes them once");
  }

  ArchRule nothing_prints_outside_examples() {
    return noClasses()
        .that()
        .resideInAPackage(base + "..")
        .and()
        .resideOutsideOfPackage(base + ".examples..")
        .should()
        .accessTargetWhere(describe("standard output or a stack trace", House::isPrinting));
  }

  ArchRule no_third_party_type_in_a_public_signature() {
    return classes()
        .that(describe("in a package that a host sees", this::isOpenToHosts))
        .should(haveOwnAndJdkTypesOnly());
  }

  ArchRule json_has_one_door() {
    return noClasses()
        .that()
        .resideInAPackage(base + "..")
        .and()
        .resideOutsideOfPackage(base + ".json..")
        .should()
        .dependOnClassesThat(resideInAnyPackage("com.fasterxml.."));
  }

  ArchRule http_goes_through_the_http_client() {
    return noClasses()
        .that()
        .resideInAPackage(base + "..")
        .should()
        .dependOnClassesThat(
            describe(
                "java.net.URLConnection or a kind of it",
                c -> c.isAssignableTo("java.net.URLConnection")));
  }

  ArchRule money_knows_no_floating_point() {
    return classes().that().resideInAPackage(base + ".money..").should(touchNoFloatingPoint());
  }

  private ArchCondition<JavaClass> keepTheOrder() {
    List<String> order = order();
    return new ArchCondition<>("import only from packages above their own in the list") {
      @Override
      public void check(JavaClass self, ConditionEvents events) {
        Optional<String> own = place(self.getPackageName());
        if (own.isEmpty()) {
          events.add(SimpleConditionEvent.violated(self, unlisted(self.getPackageName(), self)));
          return;
        }
        for (Dependency dependency : self.getDirectDependenciesFromSelf()) {
          String target = dependency.getTargetClass().getBaseComponentType().getPackageName();
          if (!target.equals(base) && !target.startsWith(base + ".")) continue;
          Optional<String> other = place(target);
          boolean kept =
              other.isPresent() && order.indexOf(other.get()) <= order.indexOf(own.get());
          String text =
              other.isEmpty()
                  ? unlisted(target, dependency.getTargetClass())
                  : own.get() + " stands above " + other.get() + ": " + dependency.getDescription();
          events.add(new SimpleConditionEvent(self, kept, text));
        }
      }

      private String unlisted(String packageName, JavaClass example) {
        return "package "
            + packageName
            + " has no line in the list of packages, found through "
            + example.getName()
            + ": give it its place in House.MORA";
      }
    };
  }

  private boolean isOpenToHosts(JavaClass type) {
    return module(type.getPackageName()).filter(Module::closed).isPresent()
        && !(type.getPackageName() + ".").contains(".internal.");
  }

  private ArchCondition<JavaClass> haveOwnAndJdkTypesOnly() {
    return new ArchCondition<>("show only their own and the JDK's types") {
      @Override
      public void check(JavaClass type, ConditionEvents events) {
        if (!isVisible(type)) return;
        report(type, type.getName(), signature(type), events);
        type.getFields().stream()
            .filter(House::isVisible)
            .forEach(f -> report(type, f.getFullName(), signature(f), events));
        type.getCodeUnits().stream()
            .filter(House::isVisible)
            .forEach(c -> report(type, c.getFullName(), signature(c), events));
      }

      private void report(
          JavaClass type, String where, Set<JavaClass> shown, ConditionEvents events) {
        for (JavaClass foreign : shown) {
          events.add(
              new SimpleConditionEvent(
                  type, isAllowed(foreign), where + " shows " + foreign.getName()));
        }
      }
    };
  }

  private boolean isAllowed(JavaClass type) {
    JavaClass component = type.getBaseComponentType();
    return component.isPrimitive()
        || Stream.of("java", "javax", base, "org.jspecify.annotations")
            .anyMatch(
                p ->
                    component.getPackageName().equals(p)
                        || component.getName().startsWith(p + "."));
  }

  private static boolean isVisible(JavaClass type) {
    boolean open =
        type.getModifiers().contains(JavaModifier.PUBLIC)
            || type.getModifiers().contains(JavaModifier.PROTECTED);
    return open && type.getEnclosingClass().map(House::isVisible).orElse(true);
  }

  private static boolean isVisible(HasModifiers member) {
    return member.getModifiers().contains(JavaModifier.PUBLIC)
        || member.getModifiers().contains(JavaModifier.PROTECTED);
  }

  private static Set<JavaClass> signature(JavaClass type) {
    List<JavaType> types = new ArrayList<>(type.getInterfaces());
    type.getSuperclass().ifPresent(types::add);
    Set<JavaClass> shown = involved(types);
    shown.addAll(annotations(type.getAnnotations()));
    type.getTypeParameters().forEach(p -> shown.addAll(p.getAllInvolvedRawTypes()));
    return shown;
  }

  private static Set<JavaClass> signature(JavaField field) {
    Set<JavaClass> shown = involved(List.of(field.getType()));
    shown.addAll(annotations(field.getAnnotations()));
    return shown;
  }

  private static Set<JavaClass> signature(JavaCodeUnit code) {
    List<JavaType> types = new ArrayList<>(code.getParameterTypes());
    types.add(code.getReturnType());
    Set<JavaClass> shown = involved(types);
    shown.addAll(code.getExceptionTypes());
    shown.addAll(annotations(code.getAnnotations()));
    code.getTypeParameters().forEach(p -> shown.addAll(p.getAllInvolvedRawTypes()));
    for (JavaParameter parameter : code.getParameters()) {
      shown.addAll(annotations(parameter.getAnnotations()));
    }
    return shown;
  }

  private static Set<JavaClass> involved(Collection<? extends JavaType> types) {
    Set<JavaClass> all = new LinkedHashSet<>();
    types.forEach(t -> all.addAll(t.getAllInvolvedRawTypes()));
    return all;
  }

  private static Set<JavaClass> annotations(Collection<? extends JavaAnnotation<?>> annotations) {
    Set<JavaClass> all = new HashSet<>();
    annotations.forEach(a -> all.add(a.getRawType()));
    return all;
  }

  private static ArchCondition<JavaClass> touchNoFloatingPoint() {
    return new ArchCondition<>("touch no floating point") {
      @Override
      public void check(JavaClass type, ConditionEvents events) {
        Predicate<JavaClass> floating =
            c ->
                Set.of("double", "float", "java.lang.Double", "java.lang.Float")
                    .contains(c.getBaseComponentType().getName());
        for (JavaField field : type.getFields()) {
          events.add(
              new SimpleConditionEvent(
                  field, !floating.test(field.getRawType()), field.getFullName()));
        }
        for (JavaCodeUnit code : type.getCodeUnits()) {
          boolean clean =
              !floating.test(code.getRawReturnType())
                  && code.getRawParameterTypes().stream().noneMatch(floating);
          events.add(new SimpleConditionEvent(code, clean, code.getFullName()));
        }
        for (JavaAccess<?> access : type.getAccessesFromSelf()) {
          events.add(
              new SimpleConditionEvent(
                  access,
                  touched(access.getTarget()).stream().noneMatch(floating),
                  access.getDescription()));
        }
      }
    };
  }

  private static List<JavaClass> touched(AccessTarget target) {
    List<JavaClass> types = new ArrayList<>(List.of(target.getOwner()));
    if (target instanceof AccessTarget.CodeUnitAccessTarget code) {
      types.add(code.getRawReturnType());
      types.addAll(code.getRawParameterTypes());
    } else if (target instanceof AccessTarget.FieldAccessTarget field) {
      types.add(field.getRawType());
    }
    return types;
  }

  private static boolean isHiddenClock(JavaAccess<?> access) {
    AccessTarget target = access.getTarget();
    String name = target.getOwner().getName() + "." + target.getName();
    if (!(target instanceof AccessTarget.CodeUnitAccessTarget code)) return false;
    if (name.equals("java.util.Date.<init>")) return code.getRawParameterTypes().isEmpty();
    boolean now =
        target.getOwner().getPackageName().startsWith("java.time")
            && (target.getName().equals("now") || target.getName().equals("dateNow"))
            && code.getRawParameterTypes().stream().noneMatch(p -> p.isEquivalentTo(Clock.class));
    return now || CLOCKS.contains(name);
  }

  private static boolean isPrinting(JavaAccess<?> access) {
    AccessTarget target = access.getTarget();
    boolean stream =
        target.getOwner().isEquivalentTo(System.class)
            && (target.getName().equals("out") || target.getName().equals("err"));
    boolean trace =
        target.getName().equals("printStackTrace")
            && target.getOwner().isAssignableTo(Throwable.class)
            && target instanceof AccessTarget.CodeUnitAccessTarget code
            && code.getRawParameterTypes().isEmpty();
    return stream || trace;
  }

  static DescribedPredicate<JavaClass> of(Module module, House house) {
    return describe(
        "of module " + module.name(),
        c -> house.module(c.getPackageName()).filter(module::equals).isPresent());
  }
}
