// SPDX-License-Identifier: Apache-2.0
package org.postern.simulator;

import java.util.List;

/** Makes the behavior of a router from its quirks. */
final class QuirkEffects {
    private QuirkEffects() {}

    /** The behavior of a router with these quirks, applied in this order. */
    static RouterBehavior of(List<Quirk> quirks) {
        RouterBehavior router = new RouterBehavior();
        quirks.forEach(quirk -> apply(quirk, router));
        return router;
    }

    private static void apply(Quirk quirk, RouterBehavior router) {
        switch (quirk.chapter()) {
            case GENERAL -> GeneralQuirks.apply(quirk, router);
            case SEARCH -> SearchQuirks.apply(quirk, router);
            case DESCRIPTION -> DescriptionQuirks.apply(quirk, router);
            case URLS -> UrlQuirks.apply(quirk, router);
            case TREE -> TreeQuirks.apply(quirk, router);
            case HTTP -> HttpQuirks.apply(quirk, router.http());
            case CALL -> CallQuirks.apply(quirk, router);
            case MAPPING -> MappingQuirks.apply(quirk, router);
            case LISTING -> ListingQuirks.apply(quirk, router);
            case CONNECTION -> ConnectionQuirks.apply(quirk, router);
            case REPLY -> ReplyQuirks.apply(quirk, router.http());
            case EVENT -> EventQuirks.apply(quirk, router);
        }
    }
}
