// SPDX-License-Identifier: Apache-2.0
package org.postern.quality;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Every setting explains itself, in a web console and in docs/configuration.md. */
class SettingsIT {
    private static final Path PAGE = BuiltBundle.checkout().resolve("docs/configuration.md");

    @TestFactory
    Stream<DynamicTest> everySettingTellsWhatItIs() throws Exception {
        return SettingsGroup.all().stream()
                .flatMap(
                        group ->
                                group.settings().stream()
                                        .map(
                                                setting ->
                                                        DynamicTest.dynamicTest(
                                                                group.pid() + " " + setting.key(),
                                                                () -> explainsItself(setting))));
    }

    private static void explainsItself(Setting setting) {
        assertFalse(setting.name().isBlank(), "a name");
        assertEquals(
                setting.unit().isEmpty() ? "" : " (" + setting.unit() + ")",
                setting.name().replaceFirst("^[^(]*?(?= \\(|$)", ""),
                "the unit behind the name");
        if (setting.isNumber()) {
            assertTrue(setting.min().isPresent() && setting.max().isPresent(), "a range");
        }
        String description = setting.description();
        assertTrue(
                description.endsWith(setting.ending()),
                () -> "'" + description + "' ends with '" + setting.ending() + "'");
        assertTrue(description.length() > setting.ending().length(), "what it is for");
    }

    @TestFactory
    Stream<DynamicTest> everyDefaultIsAllowed() throws Exception {
        return SettingsGroup.all().stream()
                .flatMap(group -> group.settings().stream())
                .filter(Setting::hasDefault)
                .map(
                        setting ->
                                DynamicTest.dynamicTest(
                                        setting.key(), () -> defaultIsAllowed(setting)));
    }

    private static void defaultIsAllowed(Setting setting) {
        String standard = setting.standard().orElseThrow();
        if (setting.isNumber()) {
            BigDecimal value = new BigDecimal(standard);
            assertTrue(value.compareTo(new BigDecimal(setting.min().orElseThrow())) >= 0);
            assertTrue(value.compareTo(new BigDecimal(setting.max().orElseThrow())) <= 0);
        }
        assertTrue(setting.options().isEmpty() || setting.options().contains(standard));
    }

    @Test
    void nothingCanBeConfiguredThatIsNotDescribed() throws Exception {
        Set<String> described =
                SettingsGroup.all().stream().map(SettingsGroup::pid).collect(Collectors.toSet());
        Set<String> configured = new HashSet<>();
        for (BuiltBundle each : BuiltBundle.all()) {
            configured.addAll(each.configurationPids());
        }

        assertEquals(described, configured);
    }

    @Test
    void everyGroupIsFoundByTheNameOfTheProject() throws Exception {
        for (SettingsGroup each : SettingsGroup.all()) {
            assertTrue(each.name().startsWith("Postern: "), each.pid());
            assertFalse(each.description().isBlank(), each.pid());
        }
    }

    @Test
    void thePageOfTheDocumentationSaysTheSame() throws Exception {
        List<SettingsGroup> groups = SettingsGroup.all();
        StoredText page = new StoredText(PAGE);
        page.holds(ConfigurationPage.with(groups, page.read()));
    }
}
