// SPDX-License-Identifier: Apache-2.0
package org.postern.igd.control.watch;

import org.postern.api.discovery.Announcement;
import org.postern.igd.control.search.GatewayReading;
import org.postern.igd.control.search.Origin;
import org.postern.igd.control.search.Sighting;

import java.net.InetAddress;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * Those that are watched, those that were and are expected back, and those that may become
 * gateways. All of them may speak for themselves; who hears them is told who they are.
 */
final class Roster {
    private final Fleet fleet = new Fleet();
    private final Memory memory = new Memory();
    private final Consumer<List<Memory.Trace>> ear;

    /**
     * An empty one.
     *
     * @param ear told of all whenever they are others
     */
    Roster(Consumer<List<Memory.Trace>> ear) {
        this.ear = ear;
    }

    /** Whether nothing is watched. */
    boolean isEmpty() {
        return fleet.isEmpty();
    }

    List<Watched> all() {
        return fleet.all();
    }

    Optional<Watched> at(URI url) {
        return fleet.at(url);
    }

    boolean hasRoom(InetAddress host) {
        return fleet.hasRoom(host);
    }

    /** Those watched that are likely the same router at another place. */
    List<Watched> relatives(GatewayReading reading) {
        return fleet.relatives(reading);
    }

    /** Those watched that an announcement is about. */
    List<Watched> meant(Announcement said) {
        return fleet.meant(said);
    }

    boolean missesAny() {
        return fleet.isEmpty() || memory.missesAny();
    }

    /** None is expected back. */
    void giveUp() {
        memory.giveUp();
    }

    /** Where something was that is not there now. */
    List<Origin> places() {
        return memory.traces().stream()
                .filter(each -> fleet.at(each.url()).isEmpty())
                .map(Memory.Trace::origin)
                .toList();
    }

    /** Whether it was watched once, maybe at another place. */
    boolean knew(GatewayReading reading) {
        return memory.knows(reading);
    }

    /** It is no gateway yet. */
    void mayBecome(Sighting sighting) {
        Origin origin = sighting.reading().origin();
        memory.remember(
                new Memory.Trace(
                        origin, sighting.reading().udns(), Set.of(origin.peer().address()), false));
        introduce();
    }

    void add(Watched gateway) {
        Identity identity = gateway.identity();
        fleet.put(gateway);
        memory.remember(identity.trace());
        memory.found(identity.reading());
        introduce();
    }

    /** It is watched no more, and {@link #lose} or a successor follows. */
    void remove(Watched gateway) {
        fleet.remove(gateway);
    }

    /** Whether it is missing now: it may be watched at another place. */
    boolean lose(Watched gateway) {
        Memory.Trace trace = gateway.identity().trace();
        boolean missing =
                fleet.all().stream().noneMatch(each -> trace.fits(each.identity().reading()));
        if (missing) {
            memory.lose(trace);
        } else {
            memory.remember(trace);
        }
        introduce();
        return missing;
    }

    /** One of them has become known by more. */
    void introduce() {
        Stream<Memory.Trace> there = fleet.all().stream().map(each -> each.identity().trace());
        ear.accept(Stream.concat(memory.traces().stream(), there).toList());
    }
}
