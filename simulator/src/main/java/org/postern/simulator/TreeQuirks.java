// SPDX-License-Identifier: Apache-2.0
package org.postern.simulator;

import org.postern.simulator.description.DeviceModel;
import org.postern.simulator.description.ServiceModel;
import org.postern.simulator.http.SentResponse;
import org.postern.simulator.igd.IgdHandler;
import org.postern.simulator.igd.IgdTree;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;

/** What devices and services the description lists: part of chapter D of {@code docs/quirks.md}. */
final class TreeQuirks {
    /** In the paths of WAN connection services that are not connected. */
    private static final String DEAD = "dead/";

    private static final String UPNP = "urn:schemas-upnp-org:";
    private static final String PPP = UPNP + "service:WANPPPConnection:";
    private static final String ID = "urn:upnp-org:serviceId:";

    private TreeQuirks() {}

    /** The comments name makers of such routers. */
    static void apply(Quirk quirk, RouterBehavior router) {
        switch (quirk) {
            // Linksys, DD-WRT
            case DEAD_PPP_FIRST ->
                    replaceConnection(
                            router, live -> List.of(ppp(dead(live), 1, "WANPPPConn1"), live));
            case DEAD_IP_FIRST ->
                    replaceConnection(
                            router, live -> List.of(dead(live), ppp(live, 1, "WANPPPConn1")));
            // MikroTik
            case MANY_WAN_DEVICES -> {
                router.changeDevice(TreeQuirks::withDeadWanDevices);
                disconnectDead(router);
            }
            // Corega, D-Link
            case TWO_SESSIONS ->
                    replaceConnection(
                            router,
                            live ->
                                    List.of(
                                            ppp(dead(live), 1, "WANPPPConn1"),
                                            ppp(live, 1, "WANPPPConn2")));
            // Orange Livebox
            case PPP_VERSION_2 ->
                    replaceConnection(router, live -> List.of(live.as(PPP + 2, live.id())));
            // Huawei
            case DSL_FORUM -> router.changeDevice(root -> root.with(TreeQuirks::dslForum));
            // Pannaway, FRITZ!Box, SFR
            case OTHERS_FIRST -> router.changeDevice(TreeQuirks::withOthersFirst);
            // miniupnpd
            case FAKED_IGD1 ->
                    router.editDescription(
                            (xml, request) ->
                                    request.header("User-Agent").orElse("").contains("Microsoft")
                                            ? xml.replaceAll(
                                                    ":2</(device|service)Type>", ":1</$1Type>")
                                            : xml);
            // Pace
            case NO_SCPD ->
                    router.http()
                            .answer(
                                    request -> isServiceDescription(request.path()),
                                    SentResponse.status(404));
            // miniupnpd, Actiontec
            case EMPTY_NAMES ->
                    router.editDescription(
                            xml ->
                                    xml.replaceAll("<(friendlyName|UDN|modelName)>[^<]*", "<$1>")
                                            .replaceAll(
                                                    "<(manufacturer|modelNumber)>[^<]*",
                                                    "<$1>(null)"));
            // Netgear, Pelco
            case NONSENSE_VALUES ->
                    router.editDocuments(
                            path -> path.endsWith(".xml"),
                            (xml, request) -> withNonsenseValues(xml));
            default -> throw new AssertionError(quirk);
        }
    }

    /** Puts other services in the place of the one WAN connection service. */
    private static void replaceConnection(
            RouterBehavior router, Function<ServiceModel, List<ServiceModel>> services) {
        router.changeDevice(
                root ->
                        root.with(
                                device ->
                                        IgdTree.isWanConnectionDevice(device)
                                                ? device.withServices(
                                                        services.apply(device.services().get(0)))
                                                : device));
        disconnectDead(router);
    }

    private static void disconnectDead(RouterBehavior router) {
        router.http()
                .changeResponses(
                        request -> request.path().startsWith("/ctl/" + DEAD),
                        response -> {
                            String said = new String(response.body(), StandardCharsets.UTF_8);
                            String dead =
                                    said.replace(">Connected<", ">Disconnected<")
                                            .replaceAll(
                                                    "(<NewExternalIPAddress>)[^<]*", "$10.0.0.0");
                            return response.withBody(dead.getBytes(StandardCharsets.UTF_8));
                        });
    }

    private static ServiceModel dead(ServiceModel live) {
        return live.at(DEAD + live.path());
    }

    private static ServiceModel ppp(ServiceModel connection, int version, String id) {
        return connection.as(PPP + version, ID + id);
    }

    /** A WANDevice for each of three interfaces, all alike but for their URLs. */
    private static DeviceModel withDeadWanDevices(DeviceModel root) {
        DeviceModel live = root.devices().get(0);
        return root.withDevices(List.of(dead(live, 1), dead(live, 2), live));
    }

    private static DeviceModel dead(DeviceModel live, int number) {
        return live.under("/" + DEAD + number)
                .with(device -> device.as(device.type(), device.udn() + "-" + number));
    }

    private static DeviceModel dslForum(DeviceModel device) {
        List<ServiceModel> services =
                device.services().stream()
                        .map(each -> each.as(dslForum(each.type()), each.id()))
                        .toList();
        return device.as(dslForum(device.type()), device.udn()).withServices(services);
    }

    private static String dslForum(String type) {
        return type.replace(UPNP, "urn:dslforum-org:");
    }

    private static DeviceModel withOthersFirst(DeviceModel root) {
        ServiceModel any = service("urn:any-com:service:any:1", "any1");
        ServiceModel info = service("urn:microsoft-com:service:OSInfo:1", "OSInfo1");
        ServiceModel hosts = service(UPNP + "service:LANHostConfigManagement:1", "LANHostCfg1");
        Stream<DeviceModel> others =
                Stream.of(device(root, "LANDevice", hosts), device(root, "EventDevice", any));
        return root.withServices(List.of(any, info))
                .withDevices(Stream.concat(others, root.devices().stream()).toList());
    }

    private static ServiceModel service(String type, String name) {
        return new ServiceModel(type, ID + name, name, List.of(), List.of());
    }

    private static DeviceModel device(DeviceModel root, String name, ServiceModel service) {
        return new DeviceModel(
                UPNP + "device:" + name + ":1",
                root.udn() + "-" + name,
                name,
                List.of(service),
                List.of());
    }

    private static boolean isServiceDescription(String path) {
        return path.endsWith(".xml") && !path.equals(IgdHandler.DESCRIPTION_PATH);
    }

    /** Values of the wrong kind, in device and service descriptions. */
    private static String withNonsenseValues(String xml) {
        String url = "<manufacturerURL>www.netgear.com</manufacturerURL>";
        return xml.replace("<direction>in<", "<direction>INOUT<")
                .replaceAll("(<allowedValueRange>).*?(</allowedValueRange>)", "$1$2")
                .replace("<modelName>", url + "<modelName>");
    }
}
