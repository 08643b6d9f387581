// SPDX-License-Identifier: Apache-2.0
package org.postern.simulator.quirk;

import org.postern.simulator.description.DeviceModel;
import org.postern.simulator.event.Notice;
import org.postern.simulator.http.HttpRequest;
import org.postern.simulator.http.HttpResponse;
import org.postern.simulator.igd.MappingRules;
import org.postern.simulator.igd.WanFacts;
import org.postern.simulator.soap.ActionHandler;
import org.postern.simulator.ssdp.SsdpRules;

import java.net.Inet6Address;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a quirk may change; it overrides only what it is about. Stateless, so that one hook serves
 * any number of routers; called by several threads at once.
 */
public interface RouterHook extends MappingRules, SsdpRules {
    /** The tree that the router describes. */
    default DeviceModel device(DeviceModel root) {
        return root;
    }

    /** What the router says about its connection. */
    default WanFacts facts(WanFacts facts) {
        return facts;
    }

    /** What goes out over HTTP, and how. */
    default HttpResponse response(HttpRequest request, HttpResponse response) {
        return response;
    }

    /** Which of its addresses it answers and announces from over IPv6; the widest scope first. */
    default Inet6Address ipv6Sender(List<Inet6Address> own) {
        return own.get(0);
    }

    /** Which of its addresses it serves over IPv6 and names in LOCATION; the widest scope first. */
    default Inet6Address ipv6Server(List<Inet6Address> own) {
        return own.get(0);
    }

    /** The request as the router understands it. */
    default HttpRequest request(HttpRequest request) {
        return request;
    }

    /** What is answered without a look at what is asked for; empty: the usual answer. */
    default Optional<HttpResponse> instead(HttpRequest request) {
        return Optional.empty();
    }

    /** How many more ports the web side listens on, of any number. */
    default int morePorts() {
        return 0;
    }

    /** The actions of a service, by name. What a hook remembers of one router lives in here. */
    default Map<String, ActionHandler> actions(Map<String, ActionHandler> plain) {
        return plain;
    }

    /** An event message as it is sent. */
    default Notice notice(Notice notice) {
        return notice;
    }
}
