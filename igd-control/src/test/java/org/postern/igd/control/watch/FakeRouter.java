// SPDX-License-Identifier: Apache-2.0
package org.postern.igd.control.watch;

import org.jspecify.annotations.Nullable;
import org.postern.api.gateway.Gateway;
import org.postern.api.gateway.GatewayException;
import org.postern.api.gateway.GatewayInfo;
import org.postern.api.gateway.UpnpResult;
import org.postern.api.upnp.DeviceDescription;
import org.postern.igd.control.description.Peer;
import org.postern.igd.control.events.EventListener;
import org.postern.igd.control.internal.address.AddressLiteral;
import org.postern.igd.control.search.EventSubscription;
import org.postern.igd.control.search.GatewayReading;
import org.postern.igd.control.search.Origin;
import org.postern.igd.control.search.WanFacts;
import org.postern.igd.control.search.WanService;
import org.postern.igd.control.search.WanSide;
import org.postern.igd.control.search.Worth;

import java.lang.reflect.Proxy;
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
final class FakeRouter {
    static final String TYPE = "urn:schemas-upnp-org:service:WANIPConnection:1";

    private final URI url;
    private String udn = "uuid:one";
    private String local = "192.168.1.5";
    private Optional<InetAddress> sender = Optional.empty();
    private String controlPath = "/control";
    private Worth worth = Worth.VALID;
    private boolean wanted = true;
    private boolean searchable = true;
    private boolean reached = true;
    private boolean hangs;
    private boolean eventless;
    private String status = "Connected";
    private String external = "203.0.113.7";
    private Optional<Duration> uptime = Optional.empty();
    private OptionalLong bootId = OptionalLong.empty();
    private Optional<UpnpResult> callsFail = Optional.empty();
    private final List<EventListener> subscribers = new ArrayList<>();
    private int asked;
    private int subscriptions;

    FakeRouter(String url) {
        this.url = URI.create(url);
    }

    /** On the usual address. */
    static FakeRouter usual() {
        return new FakeRouter("http://192.168.1.1:5000/desc.xml");
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

    FakeRouter named(String other) {
        udn = other;
        return this;
    }

    FakeRouter seenFrom(String address) {
        local = address;
        return this;
    }

    FakeRouter heardFrom(String other) {
        sender = Optional.of(address(other));
        return this;
    }

    FakeRouter controlledAt(String path) {
        controlPath = path;
        return this;
    }

    FakeRouter worth(Worth other) {
        worth = other;
        return this;
    }

    FakeRouter notWanted() {
        wanted = false;
        return this;
    }

    /** Answers no search; it may still announce itself. */
    FakeRouter silent() {
        searchable = false;
        return this;
    }

    FakeRouter withoutEvents() {
        eventless = true;
        return this;
    }

    FakeRouter booted(long id) {
        bootId = OptionalLong.of(id);
        return this;
    }

    FakeRouter up(Duration time) {
        uptime = Optional.of(time);
        return this;
    }

    FakeRouter external(String address) {
        external = address;
        return this;
    }

    FakeRouter status(String word) {
        status = word;
        return this;
    }

    /** Answers no question; its description can be read. */
    FakeRouter answersNothing() {
        reached = false;
        return this;
    }

    /** Takes questions, and never says anything. */
    FakeRouter hangs() {
        hangs = true;
        return this;
    }

    FakeRouter callsFail(UpnpResult how) {
        callsFail = Optional.of(how);
        return this;
    }

    void event(String variable, String value) {
        event(Map.of(variable, value));
    }

    void event(Map<String, String> values) {
        List.copyOf(subscribers).forEach(each -> each.changed(values));
    }

    GatewayReading reading() {
        return new GatewayReading(
                new Origin(url, new Peer(url.getHost(), address()), "test"),
                worth,
                wanted,
                Optional.of(new DeviceDescription("", "Hall", "", "", udn, List.of(), List.of())),
                worth == Worth.NO_GATEWAY ? List.of() : List.of(service()),
                worth == Worth.NO_GATEWAY
                        ? Optional.empty()
                        : Optional.of(new Side(gateway(), service(), addressFound())),
                "It is " + worth + ".");
    }

    /** As it was when it was read. */
    private final class Side implements WanSide {
        private final Gateway gateway;
        private final WanService service;
        private final Optional<InetAddress> addressFound;

        Side(Gateway gateway, WanService service, Optional<InetAddress> addressFound) {
            this.gateway = gateway;
            this.service = service;
            this.addressFound = addressFound;
        }

        @Override
        public Gateway gateway() {
            return gateway;
        }

        @Override
        public WanService service() {
            return service;
        }

        @Override
        public Optional<InetAddress> addressFound() {
            return addressFound;
        }

        @Override
        public CompletableFuture<WanFacts> ask(Duration timeout) {
            asked++;
            return hangs ? new CompletableFuture<>() : CompletableFuture.completedFuture(facts());
        }

        @Override
        public Optional<EventSubscription> subscribe(EventListener listener) {
            if (eventless) {
                return Optional.empty();
            }
            subscribers.add(listener);
            subscriptions++;
            return Optional.of(() -> ended(listener));
        }
    }

    private WanFacts facts() {
        return reached
                ? new WanFacts(
                        true,
                        true,
                        AddressLiteral.parse(external),
                        Optional.of(status.equals("Connected")),
                        uptime)
                : new WanFacts(false, false, Optional.empty(), Optional.empty(), Optional.empty());
    }

    private CompletableFuture<@Nullable Void> ended(EventListener listener) {
        subscribers.remove(listener);
        return CompletableFuture.completedFuture(null);
    }

    private WanService service() {
        return new WanService(
                TYPE, url.resolve(controlPath), Optional.of(url.resolve(controlPath + "/events")));
    }

    private Optional<InetAddress> addressFound() {
        return AddressLiteral.parse(external);
    }

    private Gateway gateway() {
        GatewayInfo info =
                new GatewayInfo(
                        url.toString(),
                        "upnp",
                        "Hall",
                        "",
                        "",
                        udn,
                        address(),
                        address(local),
                        Optional.of(url),
                        Optional.of(url.resolve(controlPath)),
                        Optional.of(TYPE));
        return (Gateway)
                Proxy.newProxyInstance(
                        Gateway.class.getClassLoader(),
                        new Class<?>[] {Gateway.class},
                        (proxy, method, arguments) ->
                                switch (method.getName()) {
                                    case "info" -> info;
                                    case "toString" -> "Hall (" + url + ")";
                                    case "paced" -> proxy;
                                    case "externalAddress" -> externalAddressOrFailure();
                                    default -> throw new UnsupportedOperationException();
                                });
    }

    private InetAddress externalAddressOrFailure() throws GatewayException {
        if (callsFail.isPresent()) {
            throw new GatewayException(callsFail.get(), "It does not work.");
        }
        return address(external);
    }
}
