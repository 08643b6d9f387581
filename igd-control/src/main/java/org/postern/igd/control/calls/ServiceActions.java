// SPDX-License-Identifier: Apache-2.0
package org.postern.igd.control.calls;

import org.postern.api.gateway.GatewayException;
import org.postern.api.gateway.Reason;
import org.postern.igd.control.soap.Action;
import org.postern.igd.control.soap.ActionList;
import org.postern.igd.control.soap.SoapService;
import org.postern.igd.control.soap.UpnpErrors;

import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Which actions the services of one router have by their own descriptions (quirk A67). A
 * description is read once, when an action of its service is refused as one that the router does not
 * have: where it does list the action, the refusal may pass, as some do after a start (A63). Safe
 * for several threads.
 */
public final class ServiceActions {
    private static final Duration MOST_TIME = Duration.ofSeconds(5);

    private final Map<URI, Set<String>> listed = new ConcurrentHashMap<>();

    /** Whether the code says that the router does not have the action (UDA 1.1 table 3-3). */
    static boolean isUnknownAction(GatewayException refusal) {
        int code = UpnpErrors.code(refusal);
        return code == 401 || code == 602;
    }

    /** Whether the description of a service can say more than a refusal, and was not read yet. */
    boolean isToBeRead(GatewayException refusal, SoapService service) {
        return isUnknownAction(refusal)
                && service.scpdUrl().filter(url -> !listed.containsKey(url)).isPresent();
    }

    /**
     * Reads the description of a service that names one. Fails where no answer comes; then it is
     * read after the next refusal.
     */
    void read(SoapService service, Duration time) throws GatewayException, InterruptedException {
        Duration most = time.compareTo(MOST_TIME) < 0 ? time : MOST_TIME;
        listed.put(service.scpdUrl().orElseThrow(), BlockingCalls.result(service.actions(most)));
    }

    /** The same refusal; for good where the service is known not to list the action either. */
    GatewayException explained(Action action, GatewayException refusal, SoapService service) {
        Set<String> known =
                service.scpdUrl().map(url -> listed.getOrDefault(url, Set.of())).orElse(Set.of());
        return !isUnknownAction(refusal)
                        || known.isEmpty()
                        || known.contains(ActionList.inSmallLetters(action.name()))
                ? refusal
                : unsupported(action, refusal, service);
    }

    private static GatewayException unsupported(
            Action action, GatewayException refusal, SoapService service) {
        return refusal.reworded(
                Reason.UNSUPPORTED,
                service.router()
                        + " cannot "
                        + purpose(action)
                        + " over UPnP: it refused "
                        + action.name()
                        + " with error "
                        + UpnpErrors.code(refusal)
                        + ", and its own service description does not list that action. Look in"
                        + " the router's settings instead.");
    }

    private static String purpose(Action action) {
        if (action.name().startsWith("Add")) {
            return "open ports";
        }
        return action.name().startsWith("Delete") ? "close ports" : "renew leases";
    }
}
