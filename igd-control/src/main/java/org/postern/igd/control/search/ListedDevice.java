// SPDX-License-Identifier: Apache-2.0
package org.postern.igd.control.search;

import org.postern.api.gateway.Gateway;
import org.postern.api.gateway.GatewayException;
import org.postern.api.gateway.MappingRequest;
import org.postern.api.gateway.PortKey;
import org.postern.api.gateway.PortMapping;
import org.postern.api.gateway.Protocol;
import org.postern.api.gateway.Reason;
import org.postern.api.upnp.DeviceDescription;
import org.postern.api.upnp.IgdStatus;
import org.postern.api.upnp.UpnpDevice;
import org.postern.api.upnp.UpnpLimits;
import org.postern.igd.control.assessment.Assessment;

import java.net.InetAddress;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * A device in the list of a control point: a view of its assessment.
 *
 * @param assessment as far as it was known when it was listed
 * @param searchTarget of the answer that it is listed under; empty without one
 * @param usn of that answer
 */
record ListedDevice(Assessment assessment, String searchTarget, String usn) implements UpnpDevice {
    @Override
    public URI descriptionUrl() {
        return assessment.location().url();
    }

    @Override
    public Optional<DeviceDescription> description() {
        return assessment.description();
    }

    @Override
    public Optional<InetAddress> localAddress() {
        return assessment.localAddress();
    }

    @Override
    public Optional<URI> controlUrl() {
        return assessment.wan().flatMap(wan -> wan.service().controlUrl());
    }

    @Override
    public Optional<String> serviceType() {
        return assessment.wan().map(wan -> wan.service().serviceType());
    }

    @Override
    public IgdStatus igdStatus() {
        return assessment.status();
    }

    @Override
    public String statusReason() {
        return assessment.explanation();
    }

    @Override
    public boolean validGateway() {
        return assessment.isValid();
    }

    @Override
    public Optional<Gateway> gateway() {
        return assessment.gateway();
    }

    @Override
    public PortMapping addPortMapping(
            int port, int internalPort, String text, Protocol protocol, Duration lease)
            throws GatewayException, InterruptedException {
        MappingRequest request =
                MappingRequest.of(List.of(protocol), port)
                        .internalPort(internalPort)
                        .description(text)
                        .lease(lease);
        request.check();
        UpnpLimits.checkLease(lease);
        return valid().map(request).mapping();
    }

    @Override
    public void deletePortMapping(int port, Protocol protocol)
            throws GatewayException, InterruptedException {
        PortKey.checkExternalPort(port);
        valid().unmap(new PortKey(protocol, port));
    }

    @Override
    public InetAddress externalAddress() throws GatewayException, InterruptedException {
        return valid().externalAddress();
    }

    private Gateway valid() throws GatewayException {
        return assessment
                .gateway()
                .filter(gateway -> validGateway())
                .orElseThrow(
                        () ->
                                new GatewayException(
                                        Reason.INVALID_GATEWAY,
                                        assessment.shownName()
                                                + " is no valid gateway: "
                                                + statusReason()));
    }
}
