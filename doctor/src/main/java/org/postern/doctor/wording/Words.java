// SPDX-License-Identifier: Apache-2.0
package org.postern.doctor.wording;

import org.postern.doctor.verdict.Facts;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The sentences of a cause.
 *
 * @param what is wrong: of several the first whose facts are there
 * @param why explains it: all whose facts are there
 * @param next what to do: of several the first whose facts are there
 */
record Words(List<Template> what, List<Template> why, List<Template> next) {
    static Words what(String... variants) {
        return new Words(templates(variants), List.of(), List.of());
    }

    Words why(String... sentences) {
        return new Words(what, templates(sentences), next);
    }

    Words next(String... variants) {
        return new Words(what, why, templates(variants));
    }

    private static List<Template> templates(String... texts) {
        return Arrays.stream(texts).map(Template::new).toList();
    }

    String what(Facts facts) {
        return first(what, facts);
    }

    String why(Facts facts) {
        return why.stream()
                .map(each -> each.filled(facts))
                .flatMap(Optional::stream)
                .collect(Collectors.joining(" "));
    }

    String next(Facts facts) {
        return first(next, facts);
    }

    private static String first(List<Template> variants, Facts facts) {
        return variants.stream()
                .map(each -> each.filled(facts))
                .flatMap(Optional::stream)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("No facts for " + variants));
    }
}
