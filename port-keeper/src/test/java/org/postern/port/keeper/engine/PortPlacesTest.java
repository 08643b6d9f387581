// SPDX-License-Identifier: Apache-2.0
package org.postern.port.keeper.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.postern.api.gateway.MappingRequest;
import org.postern.api.gateway.PortKey;
import org.postern.api.keeper.AddressFamily;
import org.postern.api.keeper.KeepRequest;
import org.postern.api.keeper.PortListener;
import org.postern.port.keeper.events.Events;
import org.postern.port.keeper.kept.KeptEntry;
import org.postern.port.keeper.kept.Origin;
import org.postern.port.keeper.loop.LoopServices;
import org.postern.port.keeper.loop.SimulatedLoop;
import org.postern.port.keeper.state.Target;
import org.postern.port.keeper.state.Transitions;

import java.util.ArrayList;
import java.util.List;

/** Who has a place, and who hears that it is free. */
class PortPlacesTest {
    private static final List<PortKey> PLACE = List.of(PortKey.tcp(80));

    private final SimulatedLoop loop = new SimulatedLoop();
    private final LoopServices services = LoopServices.of(loop, loop.workers(), () -> 0.5);
    private final List<PortSession> told = new ArrayList<>();
    private final PortPlaces places = new PortPlaces(told::add);
    private final PortSession owner = port();
    private final PortSession first = port();
    private final PortSession second = port();

    private PortSession port() {
        MappingRequest request = MappingRequest.tcp(80);
        return new PortSession(
                new KeptEntry(
                        KeepRequest.of(request),
                        AddressFamily.IPV4,
                        PortListener.NONE,
                        new Origin("test", false),
                        Runnable::run),
                Transitions.begin(Target.of(request, 80)),
                new Events(loop::now, Runnable::run),
                services.schedule(),
                each -> {});
    }

    @Test
    void whoWaitsIsTold_inOrder_andOnce() {
        places.take(PLACE, owner);
        places.await(PLACE, first);
        places.await(PLACE, second);
        places.give(PLACE, owner);
        places.lock(PLACE.get(0));
        places.unlock(PLACE.get(0));
        assertEquals(List.of(first, second), told);
    }

    /** As a port that is released: it would be held until the owner goes. */
    @Test
    void whoIsForgottenIsNotTold() {
        places.take(PLACE, owner);
        places.await(PLACE, first);
        places.await(PLACE, second);
        places.forget(PLACE, first);
        places.give(PLACE, owner);
        assertEquals(List.of(second), told);
    }
}
