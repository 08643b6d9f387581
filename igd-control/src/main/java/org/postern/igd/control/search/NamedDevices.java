package org.postern.igd.control.search;

import org.postern.api.gateway.Gateway;
import org.postern.api.gateway.GatewayChoice;
import org.postern.api.gateway.GatewayException;
import org.postern.api.gateway.UpnpResult;
import org.postern.api.upnp.IgdStatus;
import org.postern.igd.control.description.Peer;
import org.postern.igd.control.description.RefusedUrlException;
import org.postern.igd.control.net.AddressLiteral;

import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

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

    CompletableFuture<DescriptionFetcher.Fetched> description(URI url, Duration timeout)
            throws GatewayException {
        return origin(url, timeout).thenCompose(origin -> fetcher.fetch(origin, timeout));
    }

    /** Ends with the device, whatever its status. */
    CompletableFuture<IgdDevice> device(URI url, Duration timeout) throws GatewayException {
        return origin(url, timeout)
                .thenComposeAsync(
                        origin -> new DeviceReading(fetcher, loop, origin, timeout).start(), loop)
                .exceptionally(trouble -> unknownHost(url, trouble));
    }

    CompletableFuture<GatewayChoice> gateway(URI url, Duration timeout) throws GatewayException {
        return device(url, timeout)
                .thenCompose(
                        device ->
                                device.gateway()
                                        .map(gateway -> chosen(device, gateway))
                                        .orElseGet(
                                                () ->
                                                        CompletableFuture.failedFuture(
                                                                unusable(device))));
    }

    private static CompletableFuture<GatewayChoice> chosen(IgdDevice device, Gateway gateway) {
        return CompletableFuture.completedFuture(
                new GatewayChoice(
                        gateway,
                        "Its URL was given. " + device.statusReason(),
                        device.verdict().warnings()));
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
                trouble.getCause() instanceof GatewayException known
                        ? known
                        : new GatewayException(
                                UpnpResult.UNKNOWN_ERROR, url + " could not be read.", trouble);
        Verdict verdict =
                Verdict.without(IgdStatus.HTTP_ERROR, String.valueOf(failure.getMessage()));
        return IgdDevice.unread(url, verdict, Optional.of(failure));
    }

    private CompletableFuture<Origin> origin(URI url, Duration timeout) throws GatewayException {
        try {
            // The form is checked before any name is looked up.
            Peer.named(url, InetAddress.getLoopbackAddress());
        } catch (RefusedUrlException e) {
            throw invalid(url.toString(), e.getMessage());
        }
        String host = url.getHost();
        return AddressLiteral.parse(host)
                .map(CompletableFuture::completedFuture)
                .orElseGet(() -> lookUp(host, timeout))
                .thenApply(address -> new Origin(url, new Peer(host, address), "its URL"));
    }

    /** A name server may hang, and looking up cannot be interrupted: hence a thread of its own. */
    private CompletableFuture<InetAddress> lookUp(String host, Duration timeout) {
        CompletableFuture<InetAddress> address = new CompletableFuture<>();
        Thread thread =
                new Thread(
                        () -> {
                            try {
                                address.complete(InetAddress.getByName(host));
                            } catch (UnknownHostException e) {
                                address.completeExceptionally(unknown(host, "is not known"));
                            }
                        },
                        "postern-lookup");
        thread.setDaemon(true);
        thread.start();
        loop.schedule(
                () -> address.completeExceptionally(unknown(host, "was not found in time")),
                timeout.toMillis(),
                TimeUnit.MILLISECONDS);
        return address;
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
