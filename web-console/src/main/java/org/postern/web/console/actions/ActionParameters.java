// SPDX-License-Identifier: Apache-2.0
package org.postern.web.console.actions;

import org.postern.api.gateway.GatewayException;
import org.postern.api.gateway.MappingRequest;
import org.postern.api.gateway.PortKey;
import org.postern.api.gateway.Protocol;
import org.postern.api.gateway.Reason;

import java.time.Duration;
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/** The parameters of an action. A value that a person may have typed is a failure of the action. */
final class ActionParameters {
    static final String PORT = "port";
    static final String INTERNAL = "internal";
    static final String PROTOCOL = "protocol";
    static final String DESCRIPTION = "description";
    static final String LEASE = "lease";
    static final String ANY_PORT = "anyPort";

    /** What {@link #request()} reads. */
    static final Set<String> REQUEST =
            Set.of(PORT, INTERNAL, PROTOCOL, DESCRIPTION, LEASE, ANY_PORT);

    private static final String BOTH = "BOTH";
    private static final String YES = "true";
    private static final String NO = "false";

    /** More digits are out of every range. */
    private static final String NUMBER = "[0-9]{1,7}";

    private final Map<String, String> values;

    ActionParameters(Map<String, String> values) {
        this.values = Map.copyOf(values);
    }

    /** Empty where there is none. */
    String text(String name) {
        return values.getOrDefault(name, "").strip();
    }

    String needed(String name) throws UnusableRequest {
        String text = text(name);
        if (text.isEmpty()) {
            throw new UnusableRequest("The parameter '" + name + "' is missing.");
        }
        return text;
    }

    /** Empty where none is given. */
    OptionalInt number(String name) throws GatewayException {
        String text = text(name);
        if (text.isEmpty()) {
            return OptionalInt.empty();
        }
        if (!text.matches(NUMBER)) {
            throw new GatewayException(
                    name.equals(LEASE) ? Reason.INVALID_LEASE : Reason.INVALID_PORT,
                    "That is not a number that can be used here: use digits alone.");
        }
        return OptionalInt.of(Integer.parseInt(text));
    }

    int port() throws GatewayException {
        int port =
                number(PORT)
                        .orElseThrow(
                                () ->
                                        new GatewayException(
                                                Reason.INVALID_PORT,
                                                "Which port? Use 1 to 65535."));
        PortKey.checkExternalPort(port);
        return port;
    }

    /** False where it is not given. */
    private boolean flag(String name) throws UnusableRequest {
        String text = text(name);
        if (!text.isEmpty() && !text.equals(YES) && !text.equals(NO)) {
            throw new UnusableRequest("The parameter '" + name + "' must be true or false.");
        }
        return text.equals(YES);
    }

    /** Empty where none is given. */
    Optional<Protocol> protocol() throws GatewayException {
        String text = text(PROTOCOL);
        return text.isEmpty() ? Optional.empty() : Optional.of(Protocol.parse(text));
    }

    PortKey key() throws GatewayException, UnusableRequest {
        return new PortKey(Protocol.parse(needed(PROTOCOL)), port());
    }

    MappingRequest request() throws GatewayException, UnusableRequest {
        String protocol = needed(PROTOCOL);
        Set<Protocol> protocols =
                protocol.equalsIgnoreCase(BOTH)
                        ? EnumSet.allOf(Protocol.class)
                        : EnumSet.of(Protocol.parse(protocol));
        OptionalInt internal = number(INTERNAL);
        if (internal.isPresent()) {
            PortKey.checkExternalPort(internal.getAsInt());
        }
        MappingRequest request =
                MappingRequest.of(protocols, port())
                        .internalPort(internal.orElse(0))
                        .description(text(DESCRIPTION));
        OptionalInt lease = number(LEASE);
        if (lease.isPresent()) {
            request = request.lease(Duration.ofSeconds(lease.getAsInt()));
        }
        request = flag(ANY_PORT) ? request.anyPort() : request;
        request.check();
        return request;
    }
}
