// SPDX-License-Identifier: Apache-2.0
package org.postern.igd.control.search;

import org.postern.api.gateway.GatewayInfo;
import org.postern.api.upnp.DeviceDescription;
import org.postern.api.upnp.IgdStatus;
import org.postern.api.upnp.ServiceDescription;
import org.postern.igd.control.description.WanServices;
import org.postern.igd.control.gateway.UpnpGateway;
import org.postern.igd.control.http.HttpClient;
import org.postern.igd.control.soap.SoapService;

import java.net.InetAddress;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Makes a gateway of a description and the WAN service that was chosen. */
final class GatewayFactory {
    private final HttpClient http;
    private final Origin origin;
    private final DescriptionFetcher.Fetched fetched;

    GatewayFactory(HttpClient http, Origin origin, DescriptionFetcher.Fetched fetched) {
        this.http = http;
        this.origin = origin;
        this.fetched = fetched;
    }

    /** Only for services with a control URL. */
    SoapService soap(ServiceDescription service) {
        URI control = service.controlUrl().orElseThrow();
        return new SoapService(http, routerName(), service.serviceType(), control, origin.peer());
    }

    /**
     * The device at the service that was chosen.
     *
     * @param passedOver one sentence for each of its other WAN services
     */
    IgdDevice device(ServiceProbe.Outcome chosen, long validSinceNanos, List<String> passedOver) {
        boolean legacy = WanServices.isLegacy(chosen.service());
        IgdStatus status =
                legacy && chosen.standing().valid()
                        ? IgdStatus.UNKNOWN_DEVICE
                        : chosen.standing().status();
        Verdict verdict =
                new Verdict(
                        status,
                        chosen.says(),
                        chosen.standing(),
                        validSinceNanos,
                        Optional.of(gateway(chosen)),
                        warnings(chosen, legacy),
                        passedOver);
        return IgdDevice.read(origin.location(), fetched, verdict);
    }

    private UpnpGateway gateway(ServiceProbe.Outcome chosen) {
        DeviceDescription root = fetched.root();
        InetAddress address = origin.peer().address();
        GatewayInfo info =
                new GatewayInfo(
                        origin.location().toString(),
                        "upnp",
                        root.friendlyName(),
                        root.manufacturer(),
                        root.modelName(),
                        root.udn(),
                        address,
                        fetched.localAddress(),
                        Optional.of(origin.location()),
                        chosen.service().controlUrl(),
                        Optional.of(chosen.service().serviceType()));
        Optional<SoapService> common =
                root.allServices()
                        .filter(WanServices::isCommonInterfaceConfig)
                        .filter(service -> service.controlUrl().isPresent())
                        .findFirst()
                        .map(this::soap);
        UpnpGateway.Found found =
                new UpnpGateway.Found(chosen.service().eventSubUrl(), chosen.external());
        return new UpnpGateway(info, chosen.soap(), common, found);
    }

    private String routerName() {
        String name = fetched.root().friendlyName();
        String host = origin.peer().host();
        return name.isEmpty() ? "The router at " + host : name + " at " + host;
    }

    private List<String> warnings(ServiceProbe.Outcome chosen, boolean legacy) {
        List<String> warnings = new ArrayList<>();
        String external = chosen.external().map(InetAddress::getHostAddress).orElse("");
        switch (chosen.standing()) {
            case PRIVATE ->
                    warnings.add(
                            routerName()
                                    + " has the private external address "
                                    + external
                                    + ": another router or the provider's NAT is in front of it, so"
                                    + " a port opened here is not reachable from the internet"
                                    + " unless it is opened there too.");
            case UNSURE, NO_ADDRESS, DOUBTFUL -> warnings.add(routerName() + ": " + chosen.says());
            default -> {}
        }
        if (legacy) {
            warnings.add(
                    routerName()
                            + " offers only the old dslforum services, which may need a login.");
        }
        return warnings;
    }
}
