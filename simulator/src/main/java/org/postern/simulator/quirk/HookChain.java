package org.postern.simulator.quirk;

import org.postern.simulator.description.DeviceModel;
import org.postern.simulator.forward.Transport;
import org.postern.simulator.http.HttpRequest;
import org.postern.simulator.http.HttpResponse;
import org.postern.simulator.igd.Mapping;
import org.postern.simulator.igd.WanFacts;
import org.postern.simulator.soap.ActionFault;

import java.util.Collection;
import java.util.List;

/** Several hooks as one, each on what the one before it left. */
public final class HookChain implements RouterHook {
    private final List<RouterHook> hooks;

    /** A chain; empty: a router without quirks. */
    public HookChain(Collection<? extends RouterHook> hooks) {
        this.hooks = List.copyOf(hooks);
    }

    @Override
    public DeviceModel device(DeviceModel root) {
        DeviceModel shaped = root;
        for (RouterHook hook : hooks) {
            shaped = hook.device(shaped);
        }
        return shaped;
    }

    @Override
    public WanFacts facts(WanFacts facts) {
        WanFacts said = facts;
        for (RouterHook hook : hooks) {
            said = hook.facts(said);
        }
        return said;
    }

    @Override
    public HttpResponse response(HttpRequest request, HttpResponse response) {
        HttpResponse sent = response;
        for (RouterHook hook : hooks) {
            sent = hook.response(request, sent);
        }
        return sent;
    }

    @Override
    public void check(Mapping asked) throws ActionFault {
        for (RouterHook hook : hooks) {
            hook.check(asked);
        }
    }

    @Override
    public boolean heldByAnother(Transport transport, int externalPort) {
        return hooks.stream().anyMatch(hook -> hook.heldByAnother(transport, externalPort));
    }
}
