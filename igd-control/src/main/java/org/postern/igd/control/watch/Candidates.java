// SPDX-License-Identifier: Apache-2.0
package org.postern.igd.control.watch;

import org.postern.api.discovery.Announcement;
import org.postern.igd.control.description.RefusedUrlException;
import org.postern.igd.control.internal.timing.Alarm;
import org.postern.igd.control.search.GatewayReading;
import org.postern.igd.control.search.Origin;
import org.postern.igd.control.search.Sighting;
import org.postern.igd.control.search.Worth;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Devices that announced themselves and may be gateways: read a few at once, at a bounded rate, the
 * rest waits. There is one queue for known senders and one for strangers, so that these never make
 * those wait.
 */
final class Candidates {
    private static final Logger LOG = System.getLogger("org.postern.igd.control.watch");
    private static final Duration TIMEOUT = Duration.ofSeconds(4);
    private static final Duration PAUSE = Duration.ofMillis(200);
    private static final int AT_ONCE = 4;
    private static final int MAX_WAITING = 32;

    /** A router that starts may announce itself before it can be read. */
    private static final int TRIES = 3;

    private static final Duration RETRY = Duration.ofSeconds(2);

    private final Surroundings world;
    private final Consumer<Sighting> reader;
    private final Alarm alarm;
    private final OpenReadings open = new OpenReadings();
    private final Map<URI, Announcement> waiting = new LinkedHashMap<>();

    /** Those being read, and those to be read again, with the number of readings. */
    private final Map<URI, Integer> tries = new HashMap<>();

    private int running;
    private boolean stopped;

    /**
     * A queue.
     *
     * @param reader told what came out
     */
    Candidates(Surroundings world, Consumer<Sighting> reader) {
        this.world = world;
        this.reader = reader;
        this.alarm = new Alarm(world);
    }

    /** Only with a location. */
    void add(Announcement said) {
        URI location = said.location().orElseThrow();
        if (!stopped
                && waiting.size() + tries.size() < MAX_WAITING
                && !tries.containsKey(location)) {
            waiting.putIfAbsent(location, said);
            next();
        }
    }

    void stop() {
        stopped = true;
        alarm.off();
        open.cancel();
    }

    private void next() {
        if (!alarm.isSet() && running < AT_ONCE && !waiting.isEmpty()) {
            alarm.in(PAUSE, this::next);
            Announcement said = waiting.values().iterator().next();
            waiting.remove(said.location().orElseThrow());
            read(said);
        }
    }

    private void read(Announcement said) {
        URI location = said.location().orElseThrow();
        try {
            Origin origin = Origin.of(location, said.sender(), "its announcement");
            tries.merge(location, 1, Integer::sum);
            running++;
            open.follow(world.read(origin, TIMEOUT), read -> onRead(said, read));
        } catch (RefusedUrlException e) {
            LOG.log(Level.DEBUG, "The location " + location + " is refused: " + e.getMessage());
        }
    }

    private void onRead(Announcement said, GatewayReading read) {
        running--;
        URI location = said.location().orElseThrow();
        if (read.worth() == Worth.UNREAD && tries.getOrDefault(location, TRIES) < TRIES) {
            world.after(RETRY, () -> again(said));
        } else {
            tries.remove(location);
            reader.accept(
                    new Sighting(
                            read, said.sender(), said.maxAge(), said.bootId(), said.configId()));
        }
        next();
    }

    private void again(Announcement said) {
        if (!stopped) {
            waiting.put(said.location().orElseThrow(), said);
            next();
        }
    }
}
