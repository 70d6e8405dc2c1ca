package io.forewarn.cli;

import static com.tngtech.archunit.core.domain.JavaCall.Predicates.target;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.name;
import static com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With.owner;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaCall;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import io.forewarn.ingest.event.Event;
import io.forewarn.ingest.event.Operation;

@AnalyzeClasses(packages = "io.forewarn", importOptions = ImportOption.DoNotIncludeTests.class)
final class ArchitectureTest {

    @ArchTest
    static final ArchRule codeImportsOnlyFromItsLeft = layeredArchitecture()
            .consideringOnlyDependenciesInLayers()
            .layer("ingest")
            .definedBy("io.forewarn.ingest..")
            .layer("features")
            .definedBy("io.forewarn.features..")
            .layer("models")
            .definedBy("io.forewarn.models..")
            .layer("predictor")
            .definedBy("io.forewarn.predictor..")
            .layer("server")
            .definedBy("io.forewarn.server..")
            .layer("cli")
            .definedBy("io.forewarn.cli..")
            .whereLayer("cli")
            .mayNotBeAccessedByAnyLayer()
            .whereLayer("server")
            .mayOnlyBeAccessedByLayers("cli")
            .whereLayer("predictor")
            .mayOnlyBeAccessedByLayers("server", "cli")
            .whereLayer("models")
            .mayOnlyBeAccessedByLayers("predictor", "server", "cli")
            .whereLayer("features")
            .mayOnlyBeAccessedByLayers("models", "predictor", "server", "cli")
            .whereLayer("ingest")
            .mayOnlyBeAccessedByLayers("features", "models", "predictor", "server", "cli");

    @ArchTest
    static final ArchRule insideIngestTheArrowsGoFromEventToStore = layeredArchitecture()
            .consideringOnlyDependenciesInLayers()
            .layer("event")
            .definedBy("io.forewarn.ingest.event")
            .layer("format")
            .definedBy("io.forewarn.ingest.format")
            .layer("scrub")
            .definedBy("io.forewarn.ingest.scrub")
            .layer("derive")
            .definedBy("io.forewarn.ingest.derive")
            .layer("template")
            .definedBy("io.forewarn.ingest.template")
            .layer("store")
            .definedBy("io.forewarn.ingest.store")
            .layer("pipeline")
            .definedBy("io.forewarn.ingest")
            .whereLayer("pipeline")
            .mayNotBeAccessedByAnyLayer()
            .whereLayer("store")
            .mayOnlyBeAccessedByLayers("pipeline")
            .whereLayer("derive")
            .mayOnlyBeAccessedByLayers("pipeline")
            .whereLayer("scrub")
            .mayOnlyBeAccessedByLayers("derive", "pipeline")
            .whereLayer("template")
            .mayOnlyBeAccessedByLayers("store", "pipeline")
            .whereLayer("format")
            .mayOnlyBeAccessedByLayers("scrub", "derive", "pipeline");

    @ArchTest
    static final ArchRule theNounsImportNothingOfOurs = noClasses()
            .that()
            .resideInAPackage("io.forewarn.ingest.event")
            .should()
            .dependOnClassesThat(resideInAPackage("io.forewarn..")
                    .and(DescribedPredicate.not(resideInAPackage("io.forewarn.ingest.event"))));

    @ArchTest
    static final ArchRule theClientStandsAlone = noClasses()
            .that()
            .resideInAPackage("io.forewarn.client..")
            .should()
            .dependOnClassesThat(resideInAPackage("io.forewarn..")
                    .and(DescribedPredicate.not(resideInAPackage("io.forewarn.client.."))));

    @ArchTest
    static final ArchRule onlyTheScrubberAndTheStoreMakeEvents = noClasses()
            .that()
            .resideOutsideOfPackages("io.forewarn.ingest.scrub", "io.forewarn.ingest.store", "io.forewarn.ingest.event")
            .should()
            .callMethodWhere(makes(Event.class));

    @ArchTest
    static final ArchRule onlyTheScrubberAndTheStoreMakeOperations = noClasses()
            .that()
            .resideOutsideOfPackages("io.forewarn.ingest.scrub", "io.forewarn.ingest.store", "io.forewarn.ingest.event")
            .should()
            .callMethodWhere(target(owner(name(Operation.class.getName()))).and(target(name("builder"))));

    @ArchTest
    static final ArchRule rawRecordsNeverLeaveIngest = noClasses()
            .that()
            .resideOutsideOfPackage("io.forewarn.ingest..")
            .should()
            .dependOnClassesThat()
            .haveFullyQualifiedName("io.forewarn.ingest.format.RawRecord");

    @ArchTest
    static final ArchRule onlyTheStoreSpeaksSql = onlyIn("java.sql..", "io.forewarn.ingest.store..");

    @ArchTest
    static final ArchRule onlyModelsImportsTribuo = onlyIn("org.tribuo..", "io.forewarn.models..");

    @ArchTest
    static final ArchRule onlyPredictorImportsLangChain = onlyIn("dev.langchain4j..", "io.forewarn.predictor..");

    @ArchTest
    static final ArchRule onlyServerImportsJavalin = onlyIn("io.javalin..", "io.forewarn.server..");

    /** What a detector read decides whether its answer holds for other texts, so it must be seen to read it. */
    @ArchTest
    static final ArchRule detectorsReadTextsThroughTheirDoor = noClasses()
            .that()
            .resideInAPackage("io.forewarn.ingest.scrub")
            .and()
            .haveNameNotMatching(".*\\.(Text|Scan|EncodedViews|Findings|Skeleton|ScrubRules)")
            .should()
            .accessField("io.forewarn.ingest.scrub.Text", "chars");

    @ArchTest
    static final ArchRule packagesHaveNoCycles =
            slices().matching("io.forewarn.(*).(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule everyPackageHasNullMarkedFrontDoor = classes()
            .that()
            .haveSimpleName("package-info")
            .should()
            .beAnnotatedWith("org.jspecify.annotations.NullMarked");

    private static ArchRule onlyIn(String library, String home) {
        return noClasses()
                .that()
                .resideInAPackage("io.forewarn..")
                .and()
                .resideOutsideOfPackage(home)
                .should()
                .dependOnClassesThat()
                .resideInAPackage(library);
    }

    private static DescribedPredicate<JavaCall<?>> makes(Class<?> type) {
        return target(owner(name(type.getName()))).and(target(name("builder")));
    }
}
