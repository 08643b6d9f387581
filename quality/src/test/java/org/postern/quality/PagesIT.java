// SPDX-License-Identifier: Apache-2.0
package org.postern.quality;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The links of the pages at the top and in docs lead to files and headings that exist. */
class PagesIT {
    private static final Pattern LINK =
            Pattern.compile("]\\((?!https?:)([^)#\\s]*)(#[^)\\s]*)?\\)");
    private static final Pattern FENCED = Pattern.compile("(?ms)^ *```.*?^ *```");
    private static final Pattern HEADING = Pattern.compile("(?m)^#+ +(.*?) *$");
    private static final int MOST_LINES_OF_THE_README = 130;

    @TestFactory
    Stream<DynamicTest> everyLinkLeadsToAFileAndAHeading() throws IOException {
        Path checkout = BuiltBundle.checkout();
        List<Path> pages = new ArrayList<>();
        for (Path folder : List.of(checkout, checkout.resolve("docs"))) {
            int depth = folder.equals(checkout) ? 1 : Integer.MAX_VALUE;
            try (Stream<Path> files = Files.walk(folder, depth)) {
                files.filter(file -> file.toString().endsWith(".md")).forEach(pages::add);
            }
        }
        return pages.stream()
                .map(
                        page ->
                                DynamicTest.dynamicTest(
                                        checkout.relativize(page).toString(),
                                        () -> assertEquals(List.of(), deadLinks(page))));
    }

    /** The rest is in docs. */
    @Test
    void theReadmeIsShort() throws IOException {
        int lines = Files.readAllLines(BuiltBundle.checkout().resolve("README.md")).size();

        assertTrue(lines <= MOST_LINES_OF_THE_README, () -> lines + " lines");
    }

    private static List<String> deadLinks(Path page) throws IOException {
        List<String> dead = new ArrayList<>();
        Matcher link = LINK.matcher(Files.readString(page));
        while (link.find()) {
            Path target = link.group(1).isEmpty() ? page : page.resolveSibling(link.group(1));
            String anchor = link.group(2);
            if (!Files.exists(target)
                    || anchor != null && !anchors(target).contains(anchor.substring(1))) {
                dead.add(link.group());
            }
        }
        return dead;
    }

    /** As GitHub, GitLab and most other forges make them of the headings. */
    private static Set<String> anchors(Path page) throws IOException {
        Set<String> anchors = new HashSet<>();
        Matcher heading = HEADING.matcher(FENCED.matcher(Files.readString(page)).replaceAll(""));
        while (heading.find()) {
            String slug =
                    heading.group(1)
                            .toLowerCase(Locale.ROOT)
                            .replaceAll("[^\\p{L}\\p{N} _-]", "")
                            .replace(' ', '-');
            String unique = slug;
            for (int count = 1; !anchors.add(unique); count++) {
                unique = slug + "-" + count;
            }
        }
        return anchors;
    }
}
