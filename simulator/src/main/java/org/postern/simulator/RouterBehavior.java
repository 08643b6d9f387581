// SPDX-License-Identifier: Apache-2.0
package org.postern.simulator;

import org.postern.simulator.description.DeviceModel;
import org.postern.simulator.event.EventMessage;
import org.postern.simulator.http.HttpRules;
import org.postern.simulator.http.ReceivedRequest;
import org.postern.simulator.igd.IgdHandler;
import org.postern.simulator.igd.MappingRules;
import org.postern.simulator.igd.WanFacts;
import org.postern.simulator.pxp.PxpRules;
import org.postern.simulator.soap.ActionRules;
import org.postern.simulator.ssdp.SsdpRules;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/**
 * How one router behaves: as the standard says, until quirks change it. Each change works on what
 * the ones before it left. All changes are made before the router starts; its threads only read.
 */
final class RouterBehavior {
    private final SsdpRules ssdp = new SsdpRules();
    private final HttpRules http = new HttpRules();
    private final ActionRules actions = new ActionRules();
    private final MappingRules mappings = new MappingRules();
    private final PxpRules pxp = new PxpRules();
    private Function<DeviceModel, DeviceModel> device = Function.identity();
    private BiFunction<WanFacts, InetAddress, WanFacts> facts = (actual, lan) -> actual;
    private Function<EventMessage, EventMessage> events = Function.identity();
    private boolean linkLocalSender;
    private boolean linkLocalServer;

    SsdpRules ssdp() {
        return ssdp;
    }

    HttpRules http() {
        return http;
    }

    ActionRules actions() {
        return actions;
    }

    MappingRules mappings() {
        return mappings;
    }

    PxpRules pxp() {
        return pxp;
    }

    /** Changes the device tree that the router describes. */
    void changeDevice(UnaryOperator<DeviceModel> change) {
        device = device.andThen(change);
    }

    /** Changes what the router reports about its WAN connection. */
    void changeFacts(UnaryOperator<WanFacts> change) {
        facts = facts.andThen(change);
    }

    /** Reports its address in the LAN as its external one. */
    void reportLanAddress() {
        BiFunction<WanFacts, InetAddress, WanFacts> usual = facts;
        facts =
                (actual, lan) ->
                        new WanFacts(usual.apply(actual, lan).status(), lan.getHostAddress());
    }

    /** Changes every event message. */
    void changeEvents(UnaryOperator<EventMessage> change) {
        events = events.andThen(change);
    }

    /** Edits the text of the device description. */
    void editDescription(UnaryOperator<String> edit) {
        editDescription((document, request) -> edit.apply(document));
    }

    /** Edits the text of the device description, given the request for it. */
    void editDescription(BiFunction<String, ReceivedRequest, String> edit) {
        editDocuments(IgdHandler.DESCRIPTION_PATH::equals, edit);
    }

    /** Edits the documents with some paths. */
    void editDocuments(Predicate<String> paths, BiFunction<String, ReceivedRequest, String> edit) {
        http.changeResponses(
                (request, response) -> {
                    if (response.status() != 200 || !paths.test(request.path())) {
                        return response;
                    }
                    String document = new String(response.body(), StandardCharsets.UTF_8);
                    String edited = edit.apply(document, request);
                    return response.withBody(edited.getBytes(StandardCharsets.UTF_8));
                });
    }

    /** Sends SSDP over IPv6 from the link-local address. */
    void sendFromLinkLocal() {
        linkLocalSender = true;
    }

    /** Serves HTTP over IPv6 at the link-local address, and names it in LOCATION. */
    void serveAtLinkLocal() {
        linkLocalServer = true;
    }

    DeviceModel device(DeviceModel root) {
        return device.apply(root);
    }

    /** What is reported by a router with this address in the LAN. */
    WanFacts facts(WanFacts actual, InetAddress lan) {
        return facts.apply(actual, lan);
    }

    EventMessage event(EventMessage message) {
        return events.apply(message);
    }

    /** Which of its addresses it sends SSDP from over IPv6; the widest scope comes first. */
    Inet6Address ipv6Sender(List<Inet6Address> own) {
        return own.get(linkLocalSender ? own.size() - 1 : 0);
    }

    /** Which of its addresses it serves over IPv6; the widest scope comes first. */
    Inet6Address ipv6Server(List<Inet6Address> own) {
        return own.get(linkLocalServer ? own.size() - 1 : 0);
    }
}
