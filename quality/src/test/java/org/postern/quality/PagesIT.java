// SPDX-License-Identifier: Apache-2.0
package org.postern.quality;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The pages at the top and in docs lead where they say. */
class PagesIT {
    private static final Pattern LINK = Pattern.compile("]\\((?!https?:)([^)#\\s]+)(?:#[^)]*)?\\)");

    @TestFactory
    Stream<DynamicTest> everyLinkLeadsToAFile() throws IOException {
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

    private static List<String> deadLinks(Path page) throws IOException {
        List<String> dead = new ArrayList<>();
        Matcher link = LINK.matcher(Files.readString(page));
        while (link.find()) {
            if (!Files.exists(page.resolveSibling(link.group(1)))) {
                dead.add(link.group(1));
            }
        }
        return dead;
    }
}
