// SPDX-License-Identifier: Apache-2.0
package org.postern.igd.control.announcements;

import static org.postern.igd.control.logging.IgdLog.LOG;

import org.postern.api.discovery.Announcement;
import org.postern.igd.control.assessment.Assessment;
import org.postern.igd.control.description.DeviceLocation;
import org.postern.igd.control.description.RefusedUrlException;
import org.postern.igd.control.environment.PendingReadings;
import org.postern.igd.control.environment.WatchEnvironment;
import org.postern.igd.control.internal.timing.Alarm;
import org.postern.igd.control.search.AdvertisedDevice;

import java.lang.System.Logger.Level;
import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Devices that announced themselves and may be gateways: a few are assessed at once, at a bounded
 * rate, and the rest waits. A watch has one queue for known routers and one for others, so that
 * these never delay those.
 */
public final class AnnouncedDevices {
    private record Heard(Announcement announcement, DeviceLocation location) {}

    private static final Duration TIMEOUT = Duration.ofSeconds(4);
    private static final Duration PAUSE = Duration.ofMillis(200);
    private static final int AT_ONCE = 4;
    private static final int MAX_WAITING = 32;

    /** A router that starts may announce itself before it can be read. */
    private static final int TRIES = 3;

    private static final Duration RETRY = Duration.ofSeconds(2);

    private final WatchEnvironment environment;
    private final Consumer<AdvertisedDevice> listener;
    private final Alarm alarm;
    private final PendingReadings pending = new PendingReadings();

    /** By the URL where it is read, as is the next one: several hosts may name one URL. */
    private final Map<URI, Heard> waiting = new LinkedHashMap<>();

    /** How often each was read that is being read, or will be again. */
    private final Map<URI, Integer> tries = new HashMap<>();

    private int running;
    private boolean stopped;

    /** An empty queue; the listener is called with each device that was assessed. */
    public AnnouncedDevices(WatchEnvironment environment, Consumer<AdvertisedDevice> listener) {
        this.environment = environment;
        this.listener = listener;
        this.alarm = new Alarm(environment);
    }

    /**
     * Adds the device of an announcement with a location, unless it is there or the queue is full.
     */
    public void add(Announcement announcement) {
        URI claimed = announcement.location().orElseThrow();
        try {
            DeviceLocation location =
                    DeviceLocation.of(claimed, announcement.sender(), "its announcement");
            boolean hasRoom = waiting.size() + tries.size() < MAX_WAITING;
            if (!stopped && hasRoom && !tries.containsKey(location.url())) {
                waiting.putIfAbsent(location.url(), new Heard(announcement, location));
                next();
            }
        } catch (RefusedUrlException e) {
            LOG.log(Level.DEBUG, "The location " + claimed + " is refused: " + e.getMessage());
        }
    }

    /** Ends what is under way. */
    public void stop() {
        stopped = true;
        alarm.off();
        pending.cancel();
    }

    private void next() {
        if (!alarm.isSet() && running < AT_ONCE && !waiting.isEmpty()) {
            alarm.in(PAUSE, this::next);
            Heard heard = waiting.values().iterator().next();
            waiting.remove(heard.location().url());
            assess(heard);
        }
    }

    private void assess(Heard heard) {
        tries.merge(heard.location().url(), 1, Integer::sum);
        running++;
        pending.follow(
                environment.assess(heard.location(), TIMEOUT), device -> onAssessed(heard, device));
    }

    private void onAssessed(Heard heard, Assessment device) {
        running--;
        URI url = heard.location().url();
        if (device.description().isEmpty() && tries.getOrDefault(url, TRIES) < TRIES) {
            environment.after(RETRY, () -> again(heard));
        } else {
            tries.remove(url);
            Announcement announcement = heard.announcement();
            listener.accept(
                    new AdvertisedDevice(
                            device,
                            announcement.sender(),
                            announcement.maxAge(),
                            announcement.bootId(),
                            announcement.configId()));
        }
        next();
    }

    private void again(Heard heard) {
        if (!stopped) {
            waiting.put(heard.location().url(), heard);
            next();
        }
    }
}
