// SPDX-License-Identifier: Apache-2.0
package org.postern.igd.control.calls;

import java.util.Optional;

/**
 * What is known of a router that is connected and has no external IPv4 address, so that it opens no
 * port (quirk A69). Safe for several threads.
 */
public final class MissingAddress {
    private volatile Optional<String> explanation = Optional.empty();

    /** It has none; one sentence or more for people says what that means, beginning with "It". */
    public void told(String why) {
        explanation = Optional.of(why);
    }

    /** It has one, or is not connected. */
    public void clear() {
        explanation = Optional.empty();
    }

    /** Why it has none; empty where it has one, or nobody has asked. */
    public Optional<String> explanation() {
        return explanation;
    }
}
