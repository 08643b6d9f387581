// SPDX-License-Identifier: Apache-2.0
package org.postern.simulator.quirk.ssdp;

import org.postern.simulator.quirk.RouterHook;
import org.postern.simulator.ssdp.SearchMessage;

import java.time.Duration;

/** Answers at the last moment that a search's MX allows. */
public final class LateAnswers implements RouterHook {
    @Override
    public Duration answerDelay(SearchMessage search, Duration usual) {
        return search.mx().isPresent() ? Duration.ofSeconds(search.mx().getAsInt()) : usual;
    }
}
