// SPDX-License-Identifier: Apache-2.0
package org.postern.doctor.wording;

import org.postern.api.doctor.Cause;

import java.util.Objects;
import java.util.stream.Stream;

/** The words of every cause. */
final class CauseWords {
    private CauseWords() {}

    static Words of(Cause cause) {
        return Stream.of(HostWords.ALL, RouterWords.ALL, InternetWords.ALL, PortWords.ALL)
                .map(each -> each.get(cause))
                .filter(Objects::nonNull)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("No words for " + cause));
    }
}
