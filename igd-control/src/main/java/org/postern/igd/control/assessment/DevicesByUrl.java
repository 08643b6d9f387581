// SPDX-License-Identifier: Apache-2.0
package org.postern.igd.control.assessment;

import org.postern.api.gateway.GatewayException;
import org.postern.api.gateway.Reason;
import org.postern.api.upnp.IgdStatus;
import org.postern.api.upnp.Inspection;
import org.postern.igd.control.description.DeviceLocation;
import org.postern.igd.control.description.Peer;
import org.postern.igd.control.description.RefusedUrlException;
import org.postern.igd.control.description.WanServices;
import org.postern.igd.control.http.FailureCause;
import org.postern.igd.control.internal.address.AddressLiteral;

import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/** Devices whose description URL the user knows. Host names are looked up only here. */
public final class DevicesByUrl {
    private static final String FOUND_BY = "its URL";
    private static final Duration LONGEST = Duration.ofDays(365);

    private final DescriptionFetcher fetcher;
    private final ScheduledExecutorService loop;
    private final Duration connectTimeout;

    /** Devices are assessed on the loop's thread. */
    public DevicesByUrl(DescriptionFetcher fetcher, ScheduledExecutorService loop) {
        this(fetcher, loop, LONGEST);
    }

    private DevicesByUrl(
            DescriptionFetcher fetcher, ScheduledExecutorService loop, Duration connectTimeout) {
        this.fetcher = fetcher;
        this.loop = loop;
        this.connectTimeout = connectTimeout;
    }

    /** A URL of the user that is well-formed, or {@link Reason#INVALID_ARGUMENT}. */
    public static URI url(String text) throws GatewayException {
        try {
            return new URI(text);
        } catch (URISyntaxException e) {
            throw invalid(text, "it is malformed");
        }
    }

    /**
     * Checks the form of a URL, before any name is looked up; {@link Reason#INVALID_ARGUMENT} when
     * no device can be there.
     */
    public static void check(URI url) throws GatewayException {
        try {
            Peer.named(url, InetAddress.getLoopbackAddress());
        } catch (RefusedUrlException e) {
            throw invalid(url.toString(), e.getMessage());
        }
    }

    /** Reads a description and asks nothing else. Ends exceptionally when it cannot be read. */
    public CompletableFuture<Inspection> inspection(URI url, Duration timeout)
            throws GatewayException {
        return atLocation(
                url,
                timeout,
                location -> fetcher.fetch(location, timeout),
                fetched -> WanServices.inspect(fetched.root()));
    }

    /** Assesses a device, whatever it is. Never ends exceptionally. */
    public CompletableFuture<Assessment> device(URI url, Duration timeout) throws GatewayException {
        CompletableFuture<Assessment> reading =
                atLocation(url, timeout, location -> assess(location, timeout), device -> device);
        CompletableFuture<Assessment> device =
                reading.exceptionally(failure -> unknownHost(url, failure));
        device.whenComplete((read, failure) -> reading.cancel(false));
        return device;
    }

    /** Assesses a device. Ends exceptionally when it cannot work as a gateway. */
    public CompletableFuture<Assessment> usable(URI url, Duration timeout) throws GatewayException {
        return atLocation(
                url, timeout, location -> assess(location, timeout), DevicesByUrl::checked);
    }

    /** The same, which gives a host up that is not known or connected to in this time. */
    public DevicesByUrl connectingWithin(Duration time) {
        return new DevicesByUrl(fetcher.connectingWithin(time), loop, time);
    }

    private CompletableFuture<Assessment> assess(DeviceLocation location, Duration timeout) {
        return new DeviceAssessor(
                        fetcher, loop, WantedGateway.ANY, location, timeout, progress -> {})
                .start();
    }

    /** Cancelling what is returned cancels the work. */
    private <T, R> CompletableFuture<R> atLocation(
            URI url,
            Duration timeout,
            Function<DeviceLocation, CompletableFuture<T>> work,
            Conclusion<T, R> conclusion)
            throws GatewayException {
        CompletableFuture<R> result = new CompletableFuture<>();
        location(url, timeout)
                .whenCompleteAsync(
                        (location, unknown) -> {
                            if (unknown != null) {
                                result.completeExceptionally(FailureCause.of(unknown));
                                return;
                            }
                            CompletableFuture<T> working = work.apply(location);
                            working.whenComplete(
                                    (done, failure) -> conclude(result, done, failure, conclusion));
                            result.whenComplete((done, failure) -> working.cancel(false));
                        },
                        loop);
        return result;
    }

    private static <T, R> void conclude(
            CompletableFuture<R> result, T done, Throwable failure, Conclusion<T, R> conclusion) {
        if (failure != null) {
            result.completeExceptionally(FailureCause.of(failure));
            return;
        }
        try {
            result.complete(conclusion.of(done));
        } catch (GatewayException e) {
            result.completeExceptionally(e);
        }
    }

    private interface Conclusion<T, R> {
        R of(T done) throws GatewayException;
    }

    private static Assessment checked(Assessment device) throws GatewayException {
        if (device.isUsable()) {
            return device;
        }
        throw device.failure()
                .orElseGet(
                        () ->
                                new GatewayException(
                                        Reason.INVALID_GATEWAY,
                                        device.shownName()
                                                + " at "
                                                + device.location().url()
                                                + " is no valid gateway: "
                                                + device.explanation()));
    }

    private static Assessment unknownHost(URI url, Throwable trouble) {
        GatewayException failure =
                FailureCause.of(trouble) instanceof GatewayException known
                        ? known
                        : new GatewayException(
                                Reason.UNKNOWN, url + " could not be read.", trouble);
        // An address that nothing connects to.
        Peer nowhere = new Peer(url.getHost(), InetAddress.getLoopbackAddress());
        return Assessment.unread(
                new DeviceLocation(url, nowhere, FOUND_BY),
                IgdStatus.HTTP_ERROR,
                String.valueOf(failure.getMessage()),
                Optional.of(failure));
    }

    /**
     * Finds out which host a URL leads to. Ends on any thread, exceptionally with a {@link
     * GatewayException} when the host is not known.
     */
    public CompletableFuture<DeviceLocation> location(URI url, Duration timeout)
            throws GatewayException {
        check(url);
        String host = url.getHost();
        return AddressLiteral.parse(host)
                .map(CompletableFuture::completedFuture)
                .orElseGet(() -> lookUp(host, shorter(timeout, connectTimeout)))
                .thenApply(address -> new DeviceLocation(url, new Peer(host, address), FOUND_BY));
    }

    private static Duration shorter(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }

    /** A name server may hang, and looking up cannot be interrupted: hence a thread of its own. */
    private CompletableFuture<InetAddress> lookUp(String host, Duration timeout) {
        CompletableFuture<InetAddress> address = new CompletableFuture<>();
        try {
            Future<?> timer =
                    loop.schedule(
                            () ->
                                    address.completeExceptionally(
                                            unknown(host, "was not found in time")),
                            timeout.toMillis(),
                            TimeUnit.MILLISECONDS);
            address.whenComplete((found, failure) -> timer.cancel(false));
        } catch (RejectedExecutionException e) {
            // The control point is closed, and nobody waits any more.
            return address;
        }
        Thread thread = new Thread(() -> lookUp(host, address), "postern-lookup");
        thread.setDaemon(true);
        thread.start();
        return address;
    }

    private static void lookUp(String host, CompletableFuture<InetAddress> address) {
        try {
            address.complete(InetAddress.getByName(host));
        } catch (UnknownHostException e) {
            address.completeExceptionally(unknown(host, "is not known"));
        }
    }

    private static GatewayException unknown(String host, String what) {
        return new GatewayException(
                Reason.UNREACHABLE, "The host " + host + " " + what + ". Check the URL.");
    }

    private static GatewayException invalid(String url, String why) {
        return new GatewayException(
                Reason.INVALID_ARGUMENT,
                "'"
                        + url
                        + "' cannot be used as a description URL: "
                        + why
                        + ". Use one such as http://192.168.1.1:5000/rootDesc.xml.");
    }
}
