// SPDX-License-Identifier: Apache-2.0
package org.postern.doctor.searching;

import org.postern.api.gateway.Gateway;
import org.postern.api.gateway.GatewayException;
import org.postern.api.gateway.Reason;
import org.postern.api.upnp.DeviceDescription;
import org.postern.api.upnp.Inspection;
import org.postern.api.upnp.Upnp;
import org.postern.api.upnp.UpnpDevice;
import org.postern.doctor.evidence.DeviceRead;
import org.postern.doctor.evidence.DeviceRead.Outcome;
import org.postern.doctor.timing.ParallelTasks;
import org.postern.doctor.timing.Task;

import java.net.ConnectException;
import java.net.InetAddress;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;

/**
 * Reads descriptions with patience, all at once, E10 and E7. Started and asked by one thread; each
 * reading has another.
 */
final class DeviceReadings {
    /** Who has not answered by then will not: users give up earlier. */
    private static final Duration PATIENCE = Duration.ofSeconds(9);

    /** Whose description comes later is slow, and is not asked for more. */
    private static final Duration SLOW = Duration.ofSeconds(3);

    private static final int MAX_READINGS = 20;

    /**
     * A gateway that was read.
     *
     * @param gateway over UPnP alone
     * @param valid whether other calls would use it
     * @param udns those of the device and of the devices embedded in it
     */
    record ReadGateway(DeviceRead read, Gateway gateway, boolean valid, List<String> udns) {
        ReadGateway {
            udns = List.copyOf(udns);
        }
    }

    private static final class Reading {
        private final URI url;
        private final InetAddress host;
        private final boolean guessed;
        private final long startNanos;
        private volatile Optional<DeviceRead> read = Optional.empty();
        private volatile Optional<ReadGateway> gateway = Optional.empty();

        Reading(URI url, InetAddress host, boolean guessed, long startNanos) {
            this.url = url;
            this.host = host;
            this.guessed = guessed;
            this.startNanos = startNanos;
        }
    }

    private record Started(Reading reading, Task<Boolean> task) {}

    private final Upnp upnp;
    private final ParallelTasks tasks;
    private final LongSupplier nanoTime;
    private final Map<URI, Started> readings = new LinkedHashMap<>();

    DeviceReadings(Upnp upnp, ParallelTasks tasks, LongSupplier nanoTime) {
        this.upnp = upnp;
        this.tasks = tasks;
        this.nanoTime = nanoTime;
    }

    /**
     * Starts to read a URL, once, and once more where it was guessed before somebody named it; no more
     * than a bounded number of them.
     *
     * @param host of the URL
     * @param guessed whether nobody named it
     */
    void read(URI url, InetAddress host, boolean guessed) {
        Optional<Started> before = Optional.ofNullable(readings.get(url));
        boolean named = before.isPresent() && before.get().reading().guessed && !guessed;
        if (!named && (before.isPresent() || readings.size() >= MAX_READINGS)) {
            return;
        }
        before.ifPresent(each -> each.task().stop());
        Reading reading = new Reading(url, host, guessed, nanoTime.getAsLong());
        readings.put(url, new Started(reading, tasks.start("Reading " + url, () -> read(reading))));
    }

    private boolean read(Reading reading) throws InterruptedException {
        Outcome outcome;
        String name = "";
        try {
            Inspection inspection = upnp.inspect(reading.url);
            outcome = inspection.isGateway() ? Outcome.GATEWAY : Outcome.OTHER_DEVICE;
            name = inspection.root().friendlyName();
        } catch (GatewayException e) {
            outcome = outcome(e);
        }
        DeviceRead read = conclusion(reading, outcome, name);
        reading.read = Optional.of(read);
        tasks.changed();
        if (outcome == Outcome.GATEWAY && !reading.guessed && !isSlow(read)) {
            reading.gateway = gateway(read);
        }
        return true;
    }

    /** Whether it came so late that its device is not asked for more. */
    static boolean isSlow(DeviceRead read) {
        return read.afterMillis() > SLOW.toMillis();
    }

    private Optional<ReadGateway> gateway(DeviceRead read) throws InterruptedException {
        try {
            UpnpDevice device = upnp.describe(read.url());
            List<String> udns =
                    device.description().stream()
                            .flatMap(DeviceDescription::tree)
                            .map(DeviceDescription::udn)
                            .toList();
            return device.gateway()
                    .map(each -> new ReadGateway(read, each, device.validGateway(), udns));
        } catch (GatewayException e) {
            // Only a URL that is none fails, and this one was read.
            return Optional.empty();
        }
    }

    /** Who names another host, or is misread, is no better than one that sends nonsense. */
    private static Outcome outcome(GatewayException failure) {
        if (failure.reason() != Reason.UNREACHABLE) {
            return Outcome.UNREADABLE;
        }
        for (Throwable each = failure; each != null; each = each.getCause()) {
            if (each instanceof ConnectException) {
                return Outcome.REFUSED;
            }
        }
        return Outcome.SILENT;
    }

    private DeviceRead conclusion(Reading reading, Outcome outcome, String name) {
        return new DeviceRead(
                reading.url, reading.host, outcome, name, reading.guessed, age(reading));
    }

    private long age(Reading reading) {
        return Duration.ofNanos(nanoTime.getAsLong() - reading.startNanos).toMillis();
    }

    /** Gives up those that had their time. */
    void expire() {
        for (Started each : readings.values()) {
            Reading reading = each.reading();
            if (each.task().isOver() || age(reading) < PATIENCE.toMillis()) {
                continue;
            }
            if (reading.read.isEmpty()) {
                reading.read = Optional.of(conclusion(reading, Outcome.SILENT, ""));
            }
            each.task().stop();
        }
    }

    /** What became of those that have ended. */
    List<DeviceRead> ended() {
        List<DeviceRead> ended = new ArrayList<>();
        for (Started each : readings.values()) {
            each.reading().read.ifPresent(ended::add);
        }
        return ended;
    }

    /** The gateways among them that can be asked. */
    List<ReadGateway> gateways() {
        List<ReadGateway> gateways = new ArrayList<>();
        for (Started each : readings.values()) {
            each.reading().gateway.ifPresent(gateways::add);
        }
        return gateways;
    }

    /** Whether any is still being read or asked. */
    boolean isAnyOpen() {
        for (Started each : readings.values()) {
            if (!each.task().isOver()) {
                return true;
            }
        }
        return false;
    }

    /** How many URLs of a host are read or were, without those that were guessed. */
    int count(InetAddress host) {
        int count = 0;
        for (Started each : readings.values()) {
            Reading reading = each.reading();
            count += !reading.guessed && reading.host.equals(host) ? 1 : 0;
        }
        return count;
    }

    /** Gives up all that are open. */
    void cancel() {
        for (Started each : readings.values()) {
            each.task().stop();
        }
    }
}
