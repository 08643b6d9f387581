// SPDX-License-Identifier: Apache-2.0
package org.postern.simulator;

import org.postern.simulator.http.SentResponse;
import org.postern.simulator.igd.IgdTree;
import org.postern.simulator.igd.WanFacts;

import java.time.Duration;

/** What is behind the router, and whether it answers at all. */
final class GeneralQuirks {
    private GeneralQuirks() {}

    static void apply(Quirk quirk, RouterBehavior router) {
        switch (quirk) {
            case NO_GATEWAY ->
                    router.changeDevice(root -> root.without(IgdTree::isWanConnectionDevice));
            case DISCONNECTED ->
                    router.changeFacts(facts -> new WanFacts("Disconnected", "0.0.0.0"));
            case PRIVATE_ADDRESS ->
                    router.changeFacts(facts -> new WanFacts(facts.status(), "10.0.0.2"));
            case SLOW ->
                    router.http().changeResponses(answer -> answer.after(Duration.ofMillis(700)));
            case MUTE -> router.http().changeResponses(SentResponse::withheld);
            default -> throw new AssertionError(quirk);
        }
    }
}
