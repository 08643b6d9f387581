// SPDX-License-Identifier: Apache-2.0
package org.postern.igd.control.watch;

import org.postern.igd.control.search.GatewayReading;
import org.postern.igd.control.search.Sighting;
import org.postern.igd.control.search.Worth;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * Decides when a device that was seen is let in: a valid gateway and one that was watched before at
 * once, one that would only do for want of a better when a search is over. Others are remembered,
 * since they may become gateways.
 */
final class Admission {
    private static final int MAX_HELD_BACK = 16;

    private final Aim aim;
    private final Roster roster;
    private final Consumer<Sighting> door;

    /** What would do if there were nothing better. */
    private final List<Sighting> heldBack = new ArrayList<>();

    /**
     * Lets nobody in yet.
     *
     * @param door takes who is let in
     */
    Admission(Aim aim, Roster roster, Consumer<Sighting> door) {
        this.aim = aim;
        this.roster = roster;
        this.door = door;
    }

    /** A device was seen that is not watched, and is meant by the aim. */
    void seen(Sighting sighting) {
        GatewayReading reading = sighting.reading();
        boolean back = roster.knew(reading) && reading.worth().answers();
        boolean enough = aim.one() && reading.worth() == Worth.LAST_RESORT;
        if (reading.worth() == Worth.VALID || back || enough) {
            door.accept(sighting);
        } else if (reading.worth().compareTo(Worth.DOUBTFUL) > 0) {
            roster.mayBecome(sighting);
        } else if (heldBack.size() < MAX_HELD_BACK) {
            heldBack.add(sighting);
        }
    }

    /** A search is over: there is nothing better. */
    void searched() {
        List<Sighting> left = List.copyOf(heldBack);
        heldBack.clear();
        for (Sighting each : left) {
            boolean there = roster.at(each.reading().origin().location()).isPresent();
            boolean legacy = each.reading().worth() == Worth.LAST_RESORT;
            if (!there && (legacy || roster.isEmpty())) {
                door.accept(each);
            }
        }
    }
}
