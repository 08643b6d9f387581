// SPDX-License-Identifier: Apache-2.0
package org.postern.simulator.quirk.description;

import org.postern.simulator.description.DeviceModel;
import org.postern.simulator.description.ServiceModel;
import org.postern.simulator.http.HttpRequest;
import org.postern.simulator.http.HttpResponse;
import org.postern.simulator.igd.IgdTree;
import org.postern.simulator.quirk.RouterHook;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/**
 * Devices and services beside those of a plain gateway. Services below the path {@code dead} are
 * WAN connections that are not connected.
 */
public final class OddTree implements RouterHook {
    private static final String DEAD = "dead/";
    private static final String UPNP = "urn:schemas-upnp-org:";
    private static final String PPP = UPNP + "service:WANPPPConnection:";
    private static final String ID = "urn:upnp-org:serviceId:";

    private final UnaryOperator<DeviceModel> shape;

    private OddTree(UnaryOperator<DeviceModel> shape) {
        this.shape = shape;
    }

    /** A dead WANPPPConnection before the living WANIPConnection. */
    public static RouterHook deadPppFirst() {
        return connections(live -> List.of(dead(live).as(PPP + 1, ID + "WANPPPConn1"), live));
    }

    /** A living WANPPPConnection, and a dead WANIPConnection before it. */
    public static RouterHook deadIpFirst() {
        return connections(live -> List.of(dead(live), live.as(PPP + 1, ID + "WANPPPConn1")));
    }

    /** Two PPPoE sessions, of which the second lives. */
    public static RouterHook twoSessions() {
        return connections(
                live ->
                        List.of(
                                dead(live).as(PPP + 1, ID + "WANPPPConn1"),
                                live.as(PPP + 1, ID + "WANPPPConn2")));
    }

    /** A version of WANPPPConnection that was never published, with the other's identifier. */
    public static RouterHook pppVersion2() {
        return connections(live -> List.of(live.as(PPP + 2, live.id())));
    }

    /** A WANDevice for each of three interfaces, all alike but for their URLs; the last lives. */
    public static RouterHook oneWanDevicePerInterface() {
        return new OddTree(
                root -> {
                    DeviceModel live = root.devices().get(0);
                    return root.withDevices(List.of(dead(live, "1/"), dead(live, "2/"), live));
                });
    }

    /** All types are those of the DSL Forum. */
    public static RouterHook dslForum() {
        return new OddTree(root -> root.with(OddTree::old));
    }

    /** What nobody looks for comes first: odd services, a LANDevice, an EventDevice. */
    public static RouterHook othersFirst() {
        return new OddTree(
                root -> {
                    ServiceModel any = service("urn:any-com:service:any:1", "any1");
                    ServiceModel info = service("urn:microsoft-com:service:OSInfo:1", "OSInfo1");
                    ServiceModel hosts =
                            service(UPNP + "service:LANHostConfigManagement:1", "LANHostCfg1");
                    DeviceModel lan = device(root, "LANDevice", hosts);
                    DeviceModel event = device(root, "EventDevice", any);
                    return root.withServices(List.of(any, info))
                            .withDevices(
                                    Stream.concat(Stream.of(lan, event), root.devices().stream())
                                            .toList());
                });
    }

    /** All URLs of services begin with something made up at each start. */
    public static RouterHook newPathsAtEachStart() {
        return new OddTree(
                root -> {
                    String start = UUID.randomUUID().toString().substring(0, 8) + "/";
                    return below(start, root);
                });
    }

    @Override
    public DeviceModel device(DeviceModel root) {
        return shape.apply(root);
    }

    @Override
    public HttpResponse response(HttpRequest request, HttpResponse response) {
        if (!request.path().startsWith("/ctl/" + DEAD)) {
            return response;
        }
        String said = new String(response.body(), StandardCharsets.UTF_8);
        String dead =
                said.replace(">Connected<", ">Disconnected<")
                        .replaceAll("(<NewExternalIPAddress>)[^<]*", "$10.0.0.0");
        return response.withBody(dead.getBytes(StandardCharsets.UTF_8));
    }

    /** The connection device with other services in place of its one. */
    private static RouterHook connections(Function<ServiceModel, List<ServiceModel>> services) {
        return new OddTree(
                root ->
                        root.with(
                                device ->
                                        device.type().startsWith(IgdTree.WAN_CONNECTION_DEVICE)
                                                ? device.withServices(
                                                        services.apply(device.services().get(0)))
                                                : device));
    }

    private static ServiceModel dead(ServiceModel live) {
        return live.at(DEAD + live.path());
    }

    private static DeviceModel dead(DeviceModel live, String number) {
        return below(DEAD + number, live)
                .with(device -> device.as(device.type(), device.udn() + "-" + number.charAt(0)));
    }

    private static DeviceModel below(String start, DeviceModel device) {
        return device.withServices(
                        device.services().stream().map(s -> s.at(start + s.path())).toList())
                .withDevices(device.devices().stream().map(each -> below(start, each)).toList());
    }

    private static DeviceModel old(DeviceModel device) {
        List<ServiceModel> services =
                device.services().stream()
                        .map(each -> each.as(old(each.type()), each.id()))
                        .toList();
        return device.as(old(device.type()), device.udn()).withServices(services);
    }

    private static String old(String type) {
        return type.replace(UPNP, "urn:dslforum-org:");
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
}
