package org.postern.simulator.quirk;

import org.postern.simulator.description.DeviceModel;
import org.postern.simulator.http.HttpRequest;
import org.postern.simulator.http.HttpResponse;
import org.postern.simulator.igd.MappingRules;
import org.postern.simulator.igd.WanFacts;
import org.postern.simulator.ssdp.SsdpRules;

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
}
