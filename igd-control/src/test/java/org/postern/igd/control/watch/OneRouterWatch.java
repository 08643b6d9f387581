// SPDX-License-Identifier: Apache-2.0
package org.postern.igd.control.watch;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.BeforeEach;
import org.postern.api.discovery.Announcement.Kind;

import java.util.List;

/** A watch that has found one router. */
abstract class OneRouterWatch {
    static final String URL = "http://192.168.1.1:5000/desc.xml";

    final TestEnvironment network = new TestEnvironment();
    final WatchedRouter router = WatchedRouter.usual();

    @BeforeEach
    void watch() {
        network.put(router);
        network.watching();
        network.passSeconds(5);
        assertEquals(List.of("added " + URL + " 203.0.113.7 #0"), network.calls.take());
    }

    void hear(AnnouncementBuilder saying) {
        network.hear(saying.now());
    }

    void byebye() {
        hear(AnnouncementBuilder.alive(router).kind(Kind.BYEBYE));
    }

    List<String> taken(int moreSeconds) {
        network.passSeconds(moreSeconds);
        return network.calls.take();
    }
}
