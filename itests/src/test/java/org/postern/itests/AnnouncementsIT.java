// SPDX-License-Identifier: Apache-2.0
package org.postern.itests;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.osgi.framework.Bundle;
import org.postern.api.discovery.Announcement;
import org.postern.api.discovery.Announcement.Kind;
import org.postern.api.discovery.AnnouncementSource;
import org.postern.api.discovery.InterfaceChoice;
import org.postern.api.gateway.Watch;
import org.postern.itests.exam.InFelix;
import org.postern.itests.exam.Inside;
import org.postern.simulator.SimulatedRouter;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;

/** Who listens hears what routers say of themselves, on port 1900 of loopback. */
@InFelix
class AnnouncementsIT {
    private final List<Announcement> heard = new CopyOnWriteArrayList<>();

    @Test
    @SuppressWarnings("try") // What listens is held to be closed.
    void aRouterThatComesRestartsAndGoesIsHeard() throws Exception {
        AnnouncementSource source = Inside.service(AnnouncementSource.class);
        try (Watch listening = source.listen(false, InterfaceChoice.named("lo"), heard::add);
                SimulatedRouter router = SimulatedRouter.start(LoopbackInterface.router())) {
            // The sockets may have opened after its first words.
            Inside.eventually(
                    "it is heard",
                    () -> {
                        router.announce();
                        return last(Kind.ALIVE, router).isPresent();
                    });
            Announcement alive = last(Kind.ALIVE, router).orElseThrow();
            assertEquals(Optional.of(router.descriptionUrl()), alive.location());

            router.crash();
            router.reboot(config -> config.withHttpPort(0));
            Inside.eventually(
                    "its next life is heard",
                    () ->
                            last(Kind.ALIVE, router).orElseThrow().bootId().orElse(0)
                                    > alive.bootId().orElseThrow());
            assertEquals(
                    Optional.of(router.descriptionUrl()),
                    last(Kind.ALIVE, router).orElseThrow().location());

            heard.clear();
            router.sayGoodbye();
            Inside.eventually("it leaves", () -> last(Kind.BYEBYE, router).isPresent());
        }
    }

    @Test
    void itsBundleStops_noThreadAndNoSocketIsLeft() throws Exception {
        var before = OwnSockets.open();
        AnnouncementSource source = Inside.service(AnnouncementSource.class);
        Watch listening = source.listen(false, InterfaceChoice.named("lo"), heard::add);
        Inside.eventually("it listens", () -> !before.containsAll(OwnSockets.open()));

        Bundle discovery = Inside.bundle("org.postern.discovery");
        discovery.stop();
        try {
            Inside.eventually("no thread", AnnouncementsIT::noThread);
            Inside.eventually("no socket", () -> before.containsAll(OwnSockets.open()));
            listening.close();
        } finally {
            discovery.start();
        }
    }

    /** Those of a keeper that runs beside it are not its own. */
    private static boolean noThread() {
        return OwnThreads.alive().stream().noneMatch(each -> each.getName().equals("postern-ssdp"));
    }

    private Optional<Announcement> last(Kind kind, SimulatedRouter router) {
        return heard.stream()
                .filter(each -> each.kind() == kind)
                .filter(each -> each.usn().equals(router.udn() + "::upnp:rootdevice"))
                .reduce((earlier, later) -> later);
    }
}
