// SPDX-License-Identifier: Apache-2.0
package org.postern.quality;

import java.util.List;
import java.util.stream.Collectors;

/** The tables of docs/configuration.md. What stands around them is written by hand. */
final class ConfigurationPage {
    private static final String BEGIN =
            "<!-- The tables are made from the bundles' Metatype. -->\n";
    private static final String END = "<!-- End of the tables. -->\n";

    private ConfigurationPage() {}

    /** The page with tables of these settings. */
    static String with(List<SettingsGroup> groups, String page) {
        int begin = page.indexOf(BEGIN);
        int end = page.indexOf(END);
        if (begin < 0 || end < begin) {
            return page + BEGIN + tables(groups) + END;
        }
        return page.substring(0, begin) + BEGIN + tables(groups) + page.substring(end);
    }

    private static String tables(List<SettingsGroup> groups) {
        StringBuilder out = new StringBuilder("\n");
        for (SettingsGroup each : groups) {
            out.append("### `")
                    .append(each.pid())
                    .append(each.factory() ? "~NAME" : "")
                    .append("`\n\n");
            out.append(each.description());
            out.append(each.factory() ? " Any number of them.\n\n" : "\n\n");
            out.append("| key | default | range | unit | meaning |\n|---|---|---|---|---|\n");
            each.settings().forEach(setting -> out.append(row(setting)));
            out.append("\n");
        }
        return out.toString();
    }

    private static String row(Setting setting) {
        return String.join(
                " | ",
                "| `" + setting.key() + "`",
                standard(setting),
                range(setting),
                setting.unit(),
                setting.description().replace(setting.ending(), "").replace("|", "\\|") + " |\n");
    }

    private static String standard(Setting setting) {
        if (!setting.hasDefault()) {
            return "must be set";
        }
        String text = setting.standard().orElseThrow();
        return text.isEmpty() ? "empty" : "`" + text + "`";
    }

    private static String range(Setting setting) {
        if (setting.type().equals("Boolean")) {
            return "`true`, `false`";
        }
        return setting.isNumber()
                ? setting.min().orElse("?") + " to " + setting.max().orElse("?")
                : setting.options().stream()
                        .map(each -> "`" + each + "`")
                        .collect(Collectors.joining(", "));
    }
}
