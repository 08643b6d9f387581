// SPDX-License-Identifier: Apache-2.0
package org.postern.igd.control.description;

import java.net.URI;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** What the URLs of a description may be relative to, other than what the standard says. */
final class BaseUrls {
    private BaseUrls() {}

    /**
     * The bases that lead elsewhere than URLBase (or without one the location), the likeliest
     * first; mostly none. The likely ones are the location, and where URLBase names another host,
     * the same at the device.
     */
    static List<URI> others(URI base, List<URI> likely, List<String> references) {
        if (likely.equals(List.of(base)) && areFromRoot(references)) {
            return List.of();
        }
        List<URI> others = new ArrayList<>();
        Set<List<Optional<URI>>> seen = new LinkedHashSet<>();
        seen.add(resolved(base, references));
        Stream.concat(
                        likely.stream(),
                        Stream.concat(Stream.of(base), likely.stream()).map(BaseUrls::root))
                .filter(other -> seen.add(resolved(other, references)))
                .forEach(others::add);
        return others;
    }

    private static boolean areFromRoot(List<String> references) {
        for (String each : references) {
            if (!each.startsWith("/")) {
                return false;
            }
        }
        return true;
    }

    private static List<Optional<URI>> resolved(URI base, List<String> references) {
        return references.stream().map(each -> UrlResolver.resolve(base, each)).toList();
    }

    private static URI root(URI url) {
        return URI.create(url.getScheme() + "://" + url.getRawAuthority() + "/");
    }
}
