// SPDX-License-Identifier: Apache-2.0
package org.postern.igd.control.search;

import org.postern.api.gateway.Gateway;
import org.postern.api.gateway.GatewayChoice;
import org.postern.api.gateway.GatewayException;
import org.postern.api.gateway.UpnpResult;
import org.postern.api.upnp.IgdStatus;
import org.postern.api.upnp.Inspection;
import org.postern.igd.control.description.Peer;
import org.postern.igd.control.description.RefusedUrlException;
import org.postern.igd.control.description.WanServices;
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

/** Devices whose description URL the user knows; only here a host name is looked up. */
final class NamedDevices {
    private final DescriptionFetcher fetcher;
    private final ScheduledExecutorService loop;

    NamedDevices(DescriptionFetcher fetcher, ScheduledExecutorService loop) {
        this.fetcher = fetcher;
        this.loop = loop;
    }

    static URI url(String text) throws GatewayException {
        try {
            return new URI(text);
        } catch (URISyntaxException e) {
            throw invalid(text, "it is malformed");
        }
    }

    /** The form alone, before any name is looked up. */
    static void check(URI url) throws GatewayException {
        try {
            Peer.named(url, InetAddress.getLoopbackAddress());
        } catch (RefusedUrlException e) {
            throw invalid(url.toString(), e.getMessage());
        }
    }

    /** Reads the description and asks nothing else. */
    CompletableFuture<Inspection> inspection(URI url, Duration timeout) throws GatewayException {
        return withOrigin(
                url,
                timeout,
                origin -> fetcher.fetch(origin, timeout),
                fetched -> WanServices.inspect(fetched.root()));
    }

    /** Ends with the device, whatever its status; but for a host that is not known. */
    CompletableFuture<IgdDevice> device(URI url, Duration timeout) throws GatewayException {
        CompletableFuture<IgdDevice> reading =
                withOrigin(url, timeout, origin -> reading(origin, timeout), device -> device);
        CompletableFuture<IgdDevice> device =
                reading.exceptionally(trouble -> unknownHost(url, trouble));
        device.whenComplete((read, trouble) -> reading.cancel(false));
        return device;
    }

    CompletableFuture<GatewayChoice> gateway(URI url, Duration timeout) throws GatewayException {
        return withOrigin(url, timeout, origin -> reading(origin, timeout), NamedDevices::chosen);
    }

    private CompletableFuture<IgdDevice> reading(Origin origin, Duration timeout) {
        return new DeviceReading(fetcher, loop, WantedGateway.ANY, origin, timeout).start();
    }

    /** Cancelling what is returned cancels the work. */
    private <T, R> CompletableFuture<R> withOrigin(
            URI url,
            Duration timeout,
            Function<Origin, CompletableFuture<T>> work,
            Conclusion<T, R> conclusion)
            throws GatewayException {
        CompletableFuture<R> result = new CompletableFuture<>();
        origin(url, timeout)
                .whenCompleteAsync(
                        (origin, unknown) -> {
                            if (unknown != null) {
                                result.completeExceptionally(Cause.of(unknown));
                                return;
                            }
                            CompletableFuture<T> working = work.apply(origin);
                            working.whenComplete(
                                    (done, trouble) -> conclude(result, done, trouble, conclusion));
                            result.whenComplete((done, trouble) -> working.cancel(false));
                        },
                        loop);
        return result;
    }

    private static <T, R> void conclude(
            CompletableFuture<R> result, T done, Throwable trouble, Conclusion<T, R> conclusion) {
        if (trouble != null) {
            result.completeExceptionally(Cause.of(trouble));
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

    private static GatewayChoice chosen(IgdDevice device) throws GatewayException {
        Gateway gateway = device.usable().orElseThrow(() -> unusable(device));
        return new GatewayChoice(
                gateway,
                "Its URL was given. " + device.statusReason(),
                device.verdict().warnings(),
                device.verdict().passedOver());
    }

    private static GatewayException unusable(IgdDevice device) {
        return device.failure()
                .orElseGet(
                        () ->
                                new GatewayException(
                                        UpnpResult.INVALID_GATEWAY,
                                        device.shownName()
                                                + " at "
                                                + device.descriptionUrl()
                                                + " is no valid gateway: "
                                                + device.statusReason()));
    }

    private static IgdDevice unknownHost(URI url, Throwable trouble) {
        GatewayException failure =
                Cause.of(trouble) instanceof GatewayException known
                        ? known
                        : new GatewayException(
                                UpnpResult.UNKNOWN_ERROR, url + " could not be read.", trouble);
        Verdict verdict =
                Verdict.without(IgdStatus.HTTP_ERROR, String.valueOf(failure.getMessage()));
        return IgdDevice.unread(url, verdict, Optional.of(failure));
    }

    /** Ends on any thread, exceptionally with a {@link GatewayException}. */
    CompletableFuture<Origin> origin(URI url, Duration timeout) throws GatewayException {
        check(url);
        String host = url.getHost();
        return AddressLiteral.parse(host)
                .map(CompletableFuture::completedFuture)
                .orElseGet(() -> lookUp(host, timeout))
                .thenApply(address -> new Origin(url, new Peer(host, address), "its URL"));
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
            address.whenComplete((found, trouble) -> timer.cancel(false));
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
                UpnpResult.SOCKET_ERROR, "The host " + host + " " + what + ". Check the URL.");
    }

    private static GatewayException invalid(String url, String why) {
        return new GatewayException(
                UpnpResult.INVALID_PARAM,
                "'"
                        + url
                        + "' cannot be used as a description URL: "
                        + why
                        + ". Use one such as http://192.168.1.1:5000/rootDesc.xml.");
    }
}
