// SPDX-License-Identifier: Apache-2.0
package org.postern.simulator.quirk.ssdp;

import org.postern.simulator.quirk.RouterHook;
import org.postern.simulator.ssdp.SearchMessage;

import java.util.function.Predicate;

/** Answers only some of the searches that it should answer. */
public final class Selective implements RouterHook {
    private final Predicate<SearchMessage> heard;

    /** Takes what it tells them by. */
    public Selective(Predicate<SearchMessage> heard) {
        this.heard = heard;
    }

    @Override
    public boolean hears(SearchMessage search) {
        return heard.test(search);
    }
}
