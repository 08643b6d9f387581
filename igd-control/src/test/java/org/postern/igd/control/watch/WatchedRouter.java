// SPDX-License-Identifier: Apache-2.0
package org.postern.igd.control.watch;

import org.jspecify.annotations.Nullable;
import org.postern.api.control.Standing;
import org.postern.api.gateway.Gateway;
import org.postern.api.gateway.GatewayException;
import org.postern.api.gateway.GatewayInfo;
import org.postern.api.gateway.Reason;
import org.postern.api.upnp.DeviceDescription;
import org.postern.api.upnp.IgdStatus;
import org.postern.api.upnp.ServiceDescription;
import org.postern.api.upnp.UpnpAttributes;
import org.postern.igd.control.assessment.Assessment;
import org.postern.igd.control.assessment.WanAnswers;
import org.postern.igd.control.assessment.WanConnection;
import org.postern.igd.control.description.DeviceLocation;
import org.postern.igd.control.description.Peer;
import org.postern.igd.control.events.EventListener;
import org.postern.igd.control.events.EventSubscription;
import org.postern.igd.control.internal.address.AddressLiteral;
import org.postern.testkit.ModelGateway;

import java.net.InetAddress;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;

/** A router as a watch sees it, whose every word a test decides. */
final class WatchedRouter {
    static final String TYPE = "urn:schemas-upnp-org:service:WANIPConnection:1";

    private final URI url;
    private String udn = "uuid:one";
    private String local = "192.168.1.5";
    private Optional<InetAddress> sender = Optional.empty();
    private String controlPath = "/control";
    private Standing standing = Standing.PUBLIC;
    private boolean offersService = true;
    private boolean searchable = true;
    private boolean reached = true;
    private boolean hangs;
    private boolean eventless;
    private String status = "Connected";
    private String external = "203.0.113.7";
    private Optional<Duration> uptime = Optional.empty();
    private OptionalLong bootId = OptionalLong.empty();
    private final List<ModelGateway> gateways = new ArrayList<>();
    private final List<EventListener> subscribers = new ArrayList<>();
    private int asked;
    private int subscriptions;

    WatchedRouter(String url) {
        this.url = URI.create(url);
    }

    /** On the usual address. */
    static WatchedRouter usual() {
        return new WatchedRouter("http://192.168.1.1:5000/desc.xml");
    }

    static InetAddress address(String text) {
        return AddressLiteral.parse(text).orElseThrow();
    }

    URI url() {
        return url;
    }

    InetAddress address() {
        return address(url.getHost());
    }

    /** Where its answers come from. */
    InetAddress sender() {
        return sender.orElseGet(this::address);
    }

    OptionalLong bootId() {
        return bootId;
    }

    boolean answersSearches() {
        return searchable;
    }

    int asked() {
        return asked;
    }

    /** How often it was subscribed to. */
    int subscriptions() {
        return subscriptions;
    }

    List<EventListener> subscribers() {
        return subscribers;
    }

    WatchedRouter named(String other) {
        udn = other;
        return this;
    }

    WatchedRouter seenFrom(String address) {
        local = address;
        return this;
    }

    WatchedRouter heardFrom(String other) {
        sender = Optional.of(address(other));
        return this;
    }

    WatchedRouter controlledAt(String path) {
        controlPath = path;
        return this;
    }

    WatchedRouter standing(Standing other) {
        standing = other;
        return this;
    }

    WatchedRouter withoutService() {
        offersService = false;
        return this;
    }

    /** Answers no search; it may still announce itself. */
    WatchedRouter silent() {
        searchable = false;
        return this;
    }

    WatchedRouter withoutEvents() {
        eventless = true;
        return this;
    }

    WatchedRouter booted(long id) {
        bootId = OptionalLong.of(id);
        return this;
    }

    WatchedRouter up(Duration time) {
        uptime = Optional.of(time);
        return this;
    }

    WatchedRouter external(String address) {
        external = address;
        return this;
    }

    WatchedRouter status(String word) {
        status = word;
        return this;
    }

    /** Answers no question; its description can be read. */
    WatchedRouter answersNothing() {
        reached = false;
        return this;
    }

    /** Takes questions, and never says anything. */
    WatchedRouter hangs() {
        hangs = true;
        return this;
    }

    /** Every call of a user of it, from now on. */
    WatchedRouter callsFail(Reason how) {
        GatewayException failure = new GatewayException(how, "It does not work.");
        gateways.forEach(each -> each.failures.put("externalAddress", failure));
        return this;
    }

    void event(String variable, String value) {
        event(Map.of(variable, value));
    }

    void event(Map<String, String> values) {
        List.copyOf(subscribers).forEach(each -> each.changed(values));
    }

    Assessment assessment() {
        return new Assessment(
                new DeviceLocation(url, new Peer(url.getHost(), address()), "test"),
                Optional.of(new DeviceDescription("", "Hall", "", "", udn, List.of(), List.of())),
                Optional.of(address(local)),
                offersService ? List.of(service()) : List.of(),
                offersService
                        ? Optional.of(new Connection(this, gateway(), service(), addressFound()))
                        : Optional.empty(),
                standing,
                offersService ? IgdStatus.OK : IgdStatus.NO_IGD,
                "It is " + standing + ".",
                List.of(),
                List.of(),
                Optional.empty());
    }

    /** As it was when it was assessed. */
    private record Connection(
            WatchedRouter router,
            Gateway gateway,
            ServiceDescription service,
            Optional<InetAddress> addressFound)
            implements WanConnection {
        @Override
        public CompletableFuture<WanAnswers> ask(Duration timeout) {
            router.asked++;
            return router.hangs
                    ? new CompletableFuture<>()
                    : CompletableFuture.completedFuture(router.answers());
        }

        @Override
        public Optional<EventSubscription> subscribe(EventListener listener) {
            if (router.eventless) {
                return Optional.empty();
            }
            router.subscribers.add(listener);
            router.subscriptions++;
            return Optional.of(() -> router.ended(listener));
        }
    }

    private WanAnswers answers() {
        return reached
                ? new WanAnswers(
                        true, Optional.of(status), uptime, true, AddressLiteral.parse(external), "")
                : new WanAnswers(
                        false,
                        Optional.empty(),
                        Optional.empty(),
                        false,
                        Optional.empty(),
                        "Nobody answered.");
    }

    private CompletableFuture<@Nullable Void> ended(EventListener listener) {
        subscribers.remove(listener);
        return CompletableFuture.completedFuture(null);
    }

    private ServiceDescription service() {
        return new ServiceDescription(
                TYPE,
                "",
                Optional.of(url.resolve(controlPath)),
                Optional.of(url.resolve(controlPath + "/events")),
                Optional.empty(),
                Optional.empty());
    }

    private Optional<InetAddress> addressFound() {
        return AddressLiteral.parse(external);
    }

    private Gateway gateway() {
        GatewayInfo info =
                new GatewayInfo(
                        url.toString(),
                        List.of(UpnpAttributes.CONTROL_PROTOCOL),
                        "Hall",
                        "",
                        "",
                        address(),
                        address(local),
                        Map.of(
                                UpnpAttributes.UDN,
                                udn,
                                UpnpAttributes.DESCRIPTION_URL,
                                url,
                                UpnpAttributes.CONTROL_URL,
                                url.resolve(controlPath),
                                UpnpAttributes.SERVICE_TYPE,
                                TYPE));
        ModelGateway gateway = new ModelGateway(info);
        gateways.add(gateway);
        return gateway;
    }
}
