package io.scriptorium.web;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.conditions.ArchConditions.callMethod;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.GeneralCodingRules.NO_CLASSES_SHOULD_THROW_GENERIC_EXCEPTIONS;
import static com.tngtech.archunit.library.GeneralCodingRules.USE_JAVA_UTIL_LOGGING;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaPackage;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.library.GeneralCodingRules;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.NullMarked;

/** The rules of the house: who may know whom, and what no class may do. */
@AnalyzeClasses(packages = "io.scriptorium", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
  private static final String JDK = "java..";
  private static final String MARKS = "org.jspecify..";
  private static final String DELTA = "io.scriptorium.delta..";
  private static final String PROTOCOL = "io.scriptorium.protocol";
  private static final String PROTOCOL_JSON = "io.scriptorium.protocol.json..";
  private static final String PLUGIN_API = "io.scriptorium.plugin";
  private static final String PLUGINS = "io.scriptorium.plugins..";
  private static final String ENGINE = "io.scriptorium.engine..";
  private static final String ACCESS = "io.scriptorium.access";
  private static final String STORE = "io.scriptorium.store..";
  private static final String CLIENT = "io.scriptorium.client..";
  private static final String WEB = "io.scriptorium.web..";
  private static final String OPENAPI = "org.eclipse.microprofile.openapi.annotations..";

  /**
   * Fewer would mean that a module is missing from the class path and its rules hold of nothing.
   */
  private static final int FEWEST_CLASSES = 200;

  @ArchTest
  static void everyModuleIsSeen(JavaClasses classes) {
    assertTrue(classes.size() >= FEWEST_CLASSES, () -> "only " + classes.size() + " classes seen");
    for (String module :
        List.of(
            DELTA,
            PROTOCOL,
            PROTOCOL_JSON,
            PLUGIN_API,
            PLUGINS,
            ENGINE,
            ACCESS,
            STORE,
            CLIENT,
            WEB)) {
      assertTrue(
          classes.stream().anyMatch(resideInAnyPackage(module)), () -> "nothing seen of " + module);
    }
  }

  @ArchTest static final ArchRule deltaStandsOnTheJdkAlone = only(DELTA, DELTA);

  @ArchTest static final ArchRule messagesStandOnDelta = only(PROTOCOL, PROTOCOL, DELTA);

  /** And on the library that hashes passwords. */
  @ArchTest
  static final ArchRule accessStandsOnPluginApi =
      only(ACCESS, ACCESS, PLUGIN_API, "org.bouncycastle.crypto..");

  @ArchTest static final ArchRule pluginApiStandsOnDelta = only(PLUGIN_API, PLUGIN_API, DELTA);

  /** Of this server, a plugin knows its interface alone; libraries are its own business. */
  @ArchTest
  static final ArchRule pluginsUseTheirApiAlone =
      noClasses()
          .that()
          .resideInAPackage(PLUGINS)
          .should()
          .dependOnClassesThat(
              resideInAnyPackage("io.scriptorium..", "jakarta..", "org.eclipse.microprofile..")
                  .and(
                      not(
                          resideInAnyPackage(
                              PLUGINS, PLUGIN_API, DELTA, "jakarta.ws.rs..", OPENAPI))));

  @ArchTest
  static final ArchRule pluginsDoNotKnowEachOther =
      slices().matching("io.scriptorium.plugins.(*)..").should().notDependOnEachOther();

  @ArchTest
  static final ArchRule serverKnowsNoPluginByName =
      noClasses()
          .that()
          .resideInAnyPackage(
              DELTA, PROTOCOL, PROTOCOL_JSON, PLUGIN_API, ENGINE, ACCESS, STORE, WEB)
          .should()
          .dependOnClassesThat()
          .resideInAPackage(PLUGINS);

  @ArchTest
  static final ArchRule engineKnowsNeitherJsonNorJakartaNorSql =
      noClasses()
          .that()
          .resideInAPackage(ENGINE)
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "tools.jackson..",
              "jakarta..",
              "java.sql..",
              PROTOCOL_JSON,
              ACCESS,
              STORE,
              CLIENT,
              WEB);

  @ArchTest
  static final ArchRule jakartaStaysInWeb =
      noClasses()
          .that()
          .resideOutsideOfPackages(WEB, PLUGINS)
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("jakarta..", "org.eclipse.microprofile..");

  @ArchTest
  static final ArchRule sqlStaysInStore =
      noClasses()
          .that()
          .resideOutsideOfPackage(STORE)
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("java.sql..", "javax.sql..", "org.sqlite..");

  @ArchTest
  static final ArchRule clientKnowsNothingOfTheServer =
      noClasses()
          .that()
          .resideInAPackage(CLIENT)
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(ENGINE, STORE, WEB, PLUGIN_API);

  @ArchTest
  static final ArchRule packagesAreFreeOfCycles =
      slices().matching("io.scriptorium.(**)").should().beFreeOfCycles();

  @ArchTest
  static void packagesAreNullMarked(JavaClasses classes) {
    var unmarked =
        classes.stream()
            .map(JavaClass::getPackage)
            .filter(javaPackage -> !javaPackage.isAnnotatedWith(NullMarked.class))
            .map(JavaPackage::getName)
            .collect(Collectors.toCollection(TreeSet::new));
    assertEquals(new TreeSet<>(), unmarked, "packages without @NullMarked in a package-info.java");
  }

  /** {@link Ready} is the exception: the line that it prints is what a person waits for. */
  @ArchTest
  static final ArchRule standardStreamsAreLeftAlone =
      noClasses()
          .that()
          .doNotHaveFullyQualifiedName(Ready.class.getName())
          .should(GeneralCodingRules.ACCESS_STANDARD_STREAMS);

  @ArchTest static final ArchRule exceptionsAreNamed = NO_CLASSES_SHOULD_THROW_GENERIC_EXCEPTIONS;

  /**
   * But for one that logs nothing: it filters what a library logs, which can be done there alone.
   */
  @ArchTest
  static final ArchRule loggingIsTheJdks =
      noClasses()
          .that()
          .haveNameNotMatching("io\\.scriptorium\\.plugins\\.search\\.LuceneLog(\\$.*)?")
          .should(USE_JAVA_UTIL_LOGGING);

  @ArchTest
  static final ArchRule timeIsHandedIn =
      noClasses()
          .that()
          .resideInAnyPackage(DELTA, PROTOCOL, PROTOCOL_JSON, PLUGIN_API, ENGINE, ACCESS, STORE)
          .should(callMethod(Instant.class, "now"))
          .orShould(callMethod(InstantSource.class, "system"))
          .orShould(callMethod(System.class, "currentTimeMillis"));

  private static ArchRule only(String of, String... allowed) {
    return classes()
        .that()
        .resideInAPackage(of)
        .should()
        .onlyDependOnClassesThat(resideInAnyPackage(allowed).or(resideInAnyPackage(JDK, MARKS)));
  }
}
