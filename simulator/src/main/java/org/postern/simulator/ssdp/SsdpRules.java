// SPDX-License-Identifier: Apache-2.0
package org.postern.simulator.ssdp;

import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/** What a router makes of the standard's ways to search and announce. */
public interface SsdpRules {
    /** All that is announced and can be searched for, the root device first. */
    default List<Target> targets(List<Target> targets) {
        return targets;
    }

    /** Whether a search is taken that the standard allows. */
    default boolean hears(SearchMessage search) {
        return true;
    }

    /** Which of the answers to a search are given. */
    default List<Target> answers(SearchMessage search, List<Target> answers) {
        return answers;
    }

    /** How long a search waits for its answers; its MX limits that. */
    default Duration answerDelay(SearchMessage search, Duration usual) {
        return usual;
    }

    /** What is sent in place of a message, in this order. */
    default Stream<Datagram> sent(Datagram message) {
        return Stream.of(message);
    }
}
