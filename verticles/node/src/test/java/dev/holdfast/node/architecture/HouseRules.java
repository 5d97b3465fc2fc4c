package dev.holdfast.node.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaCall;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.CompositeArchRule;
import java.time.Clock;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** The shape of the house as rules over any packages, so that each can be shown to fail. */
final class HouseRules {
    private static final Set<String> CLOCK_METHODS = Set.of("now", "currentTimeMillis", "nanoTime",
        "systemUTC", "systemDefaultZone", "system", "tickMillis", "tickSeconds", "tickMinutes");
    private static final Set<String> CHANCE_METHODS = Set.of("randomUUID", "random", "shuffle");

    private HouseRules() {
    }

    static ArchRule useOnlyTheJdkAndThemselves(String... cores) {
        String[] allowed = Arrays.copyOf(cores, cores.length + 1);
        allowed[cores.length] = "java..";
        return classes().that().resideInAnyPackage(cores)
            .should().onlyDependOnClassesThat().resideInAnyPackage(allowed);
    }

    static ArchRule readNoAmbientClock(String... cores) {
        return noClasses().that().resideInAnyPackage(cores).should().callMethodWhere(
            calls("an ambient clock", "java.time", CLOCK_METHODS)
                .or(calls("an ambient clock", "java.lang.System", CLOCK_METHODS)));
    }

    static ArchRule knowNoChance(String... cores) {
        return noClasses().that().resideInAnyPackage(cores).should().callMethodWhere(
                calls("chance", "java.util.UUID", CHANCE_METHODS)
                    .or(calls("chance", "java.lang.Math", CHANCE_METHODS))
                    .or(calls("chance", "java.util.Collections", CHANCE_METHODS)))
            .orShould().dependOnClassesThat().haveNameMatching("java\\.util\\.(Random|SplittableRandom"
                + "|concurrent\\.ThreadLocalRandom|random\\..*)|java\\.security\\.SecureRandom");
    }

    static ArchRule startNoThread(String... cores) {
        return noClasses().that().resideInAnyPackage(cores).should().dependOnClassesThat()
            .haveNameMatching("java\\.lang\\.Thread|java\\.util\\.Timer|java\\.util\\.concurrent\\."
                + "(Executors|ForkJoinPool|CompletableFuture|ThreadPoolExecutor)");
    }

    static ArchRule doNotKnowEachOther(String... packages) {
        CompositeArchRule all = CompositeArchRule.of(doesNotKnow(packages[0], packages));
        for (String one : packages) {
            all = all.and(doesNotKnow(one, packages));
        }
        return all;
    }

    static ArchRule dependsOnlyOn(String one, String... allowed) {
        return classes().that().resideInAPackage(one)
            .should().onlyDependOnClassesThat().resideInAnyPackage(allowed);
    }

    /** Packages that lie in more than one place, with the places. */
    static SortedMap<String, SortedSet<String>> splitPackages(Map<String, String> packageOfClassPlace) {
        SortedMap<String, SortedSet<String>> places = new TreeMap<>();
        packageOfClassPlace.forEach((place, name) ->
            places.computeIfAbsent(name, absent -> new TreeSet<>()).add(root(place, name)));
        places.values().removeIf(each -> each.size() == 1);
        return places;
    }

    /** Where each class lies, by its address, with its package. */
    static Map<String, String> placesOf(JavaClasses classes) {
        Map<String, String> places = new TreeMap<>();
        for (JavaClass each : classes) {
            each.getSource().ifPresent(source ->
                places.put(source.getUri().toString(), each.getPackageName()));
        }
        return places;
    }

    private static String root(String place, String packageName) {
        int end = place.lastIndexOf(packageName.replace('.', '/'));
        return end < 0 ? place : place.substring(0, end);
    }

    private static ArchRule doesNotKnow(String one, String... packages) {
        String[] others = Arrays.stream(packages).filter(each -> !each.equals(one)).toArray(String[]::new);
        return noClasses().that().resideInAPackage(one)
            .should().dependOnClassesThat().resideInAnyPackage(others);
    }

    private static DescribedPredicate<JavaCall<?>> calls(String what, String owner, Set<String> methods) {
        return DescribedPredicate.describe("asks " + what, call ->
            call.getTargetOwner().getName().startsWith(owner) && methods.contains(call.getName())
                && call.getTarget().getRawParameterTypes().stream()
                    .noneMatch(parameter -> parameter.isAssignableTo(Clock.class)));
    }
}
