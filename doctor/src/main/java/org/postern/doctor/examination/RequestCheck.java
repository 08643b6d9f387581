// SPDX-License-Identifier: Apache-2.0
package org.postern.doctor.examination;

import org.postern.api.control.ControlProtocol;
import org.postern.api.doctor.DiagnosisRequest;
import org.postern.api.finder.GatewayQuery;
import org.postern.api.gateway.GatewayException;
import org.postern.api.gateway.PortKey;
import org.postern.api.gateway.Reason;
import org.postern.api.upnp.UpnpLimits;
import org.postern.doctor.evidence.Question;
import org.postern.doctor.wan.StunServer;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Checks a request before anything is sent. */
final class RequestCheck {
    private static final int MAX_PORT = 65_535;

    private RequestCheck() {}

    /** Fails with {@link Reason#INVALID_ARGUMENT} or {@link Reason#INVALID_PORT}. */
    static void check(DiagnosisRequest request, List<ControlProtocol> protocols)
            throws GatewayException {
        checkQuery(request.query(), protocols);
        if (request.port().isPresent()) {
            PortKey.checkExternalPort(request.port().getAsInt());
        }
        int internal = request.internalPort().orElse(1);
        if (internal < 1 || internal > MAX_PORT) {
            throw new GatewayException(
                    Reason.INVALID_PORT,
                    "The internal port " + internal + " is out of range: use 1 to 65535.");
        }
        if (request.helper().isPresent()) {
            checkHelper(request.helper().get());
        }
        stun(request);
    }

    /** The server that a request names, if any. */
    static Optional<StunServer> stun(DiagnosisRequest request) throws GatewayException {
        return request.stun().isPresent()
                ? Optional.of(StunServer.parse(request.stun().get()))
                : Optional.empty();
    }

    /** What a request asks, for the rules. */
    static Question question(DiagnosisRequest request) {
        return new Question(
                request.port(),
                request.internalPort().isPresent() ? request.internalPort() : request.port(),
                request.protocol(),
                request.query().networkInterface(),
                request.query().wanted(),
                request.query().timeout());
    }

    private static void checkQuery(GatewayQuery query, List<ControlProtocol> protocols)
            throws GatewayException {
        UpnpLimits.checkTimeout(query.timeout());
        if (query.wanted().contains("://")) {
            checkUrl(query.wanted());
        }
        List<String> names = names(protocols);
        if (!query.controlProtocol().isEmpty() && !names.contains(query.controlProtocol())) {
            throw new GatewayException(
                    Reason.INVALID_ARGUMENT,
                    "There is no control protocol '"
                            + query.controlProtocol()
                            + "': use one of "
                            + String.join(", ", names)
                            + ".");
        }
    }

    private static List<String> names(List<ControlProtocol> protocols) {
        List<String> names = new ArrayList<>();
        for (ControlProtocol each : protocols) {
            try {
                names.add(each.name());
            } catch (RuntimeException | LinkageError e) {
                // Anybody can bring a protocol; a broken one cannot be asked for.
            }
        }
        return names;
    }

    private static void checkUrl(String wanted) throws GatewayException {
        try {
            new URI(wanted).parseServerAuthority();
        } catch (URISyntaxException e) {
            throw new GatewayException(
                    Reason.INVALID_ARGUMENT,
                    "'"
                            + wanted
                            + "' is no URL of a gateway. Use one such as"
                            + " http://192.168.1.1:5000/rootDesc.xml.",
                    e);
        }
    }

    private static void checkHelper(URI helper) throws GatewayException {
        boolean usable =
                "http".equalsIgnoreCase(helper.getScheme())
                        && helper.getHost() != null
                        && helper.getUserInfo() == null
                        && helper.getPort() != 0
                        && helper.getPort() <= MAX_PORT;
        if (!usable) {
            throw new GatewayException(
                    Reason.INVALID_ARGUMENT,
                    "'"
                            + helper
                            + "' is no URL of a helper outside. Use one such as http://host:8090;"
                            + " https is not spoken.");
        }
    }
}
