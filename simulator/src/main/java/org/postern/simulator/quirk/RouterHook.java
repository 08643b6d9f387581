package org.postern.simulator.quirk;

import org.postern.simulator.description.DeviceModel;
import org.postern.simulator.http.HttpRequest;
import org.postern.simulator.http.HttpResponse;
import org.postern.simulator.igd.MappingRules;
import org.postern.simulator.igd.WanFacts;
import org.postern.simulator.ssdp.SsdpRules;

import java.net.Inet6Address;
import java.util.List;

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
}
