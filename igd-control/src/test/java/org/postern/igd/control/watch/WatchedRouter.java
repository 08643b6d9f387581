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
    private Optional<Reason> callsFail = Optional.empty();
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

    FakeRouter standing(Standing other) {
        standing = other;
        return this;
    }

    FakeRouter withoutService() {
        offersService = false;
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

    FakeRouter callsFail(Reason how) {
        callsFail = Optional.of(how);
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
                        ? Optional.of(new Connection(gateway(), service(), addressFound()))
                        : Optional.empty(),
                standing,
                offersService ? IgdStatus.OK : IgdStatus.NO_IGD,
                "It is " + standing + ".",
                List.of(),
                List.of(),
                Optional.empty());
    }

    /** As it was when it was assessed. */
    private final class Connection implements WanConnection {
        private final Gateway gateway;
        private final ServiceDescription service;
        private final Optional<InetAddress> addressFound;

        Connection(
                Gateway gateway, ServiceDescription service, Optional<InetAddress> addressFound) {
            this.gateway = gateway;
            this.service = service;
            this.addressFound = addressFound;
        }

        @Override
        public Gateway gateway() {
            return gateway;
        }

        @Override
        public ServiceDescription service() {
            return service;
        }

        @Override
        public Optional<InetAddress> addressFound() {
            return addressFound;
        }

        @Override
        public CompletableFuture<WanAnswers> ask(Duration timeout) {
            asked++;
            return hangs ? new CompletableFuture<>() : CompletableFuture.completedFuture(answers());
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
