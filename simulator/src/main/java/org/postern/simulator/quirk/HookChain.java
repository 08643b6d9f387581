// SPDX-License-Identifier: Apache-2.0
package org.postern.simulator.quirk;

import org.postern.simulator.description.DeviceModel;
import org.postern.simulator.event.Notice;
import org.postern.simulator.forward.Transport;
import org.postern.simulator.http.HttpRequest;
import org.postern.simulator.http.HttpResponse;
import org.postern.simulator.igd.Mapping;
import org.postern.simulator.igd.WanFacts;
import org.postern.simulator.igd.Wish;
import org.postern.simulator.soap.ActionFault;
import org.postern.simulator.soap.ActionHandler;
import org.postern.simulator.ssdp.Datagram;
import org.postern.simulator.ssdp.SearchMessage;
import org.postern.simulator.ssdp.Target;

import java.net.Inet6Address;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.stream.Stream;

/** Several hooks as one, each on what the one before it left. */
public final class HookChain implements RouterHook {
    private final List<RouterHook> hooks;

    /** A chain; empty: a router without quirks. */
    public HookChain(Collection<? extends RouterHook> hooks) {
        this.hooks = List.copyOf(hooks);
    }

    @Override
    public DeviceModel device(DeviceModel root) {
        return through(root, RouterHook::device);
    }

    @Override
    public WanFacts facts(WanFacts facts) {
        return through(facts, RouterHook::facts);
    }

    @Override
    public HttpResponse response(HttpRequest request, HttpResponse response) {
        return through(response, (hook, sent) -> hook.response(request, sent));
    }

    @Override
    public void check(Wish wish) throws ActionFault {
        for (RouterHook hook : hooks) {
            hook.check(wish);
        }
    }

    @Override
    public Mapping taken(Mapping asked) {
        return through(asked, RouterHook::taken);
    }

    @Override
    public boolean ends(Mapping taken, Mapping held) {
        return hooks.stream().anyMatch(hook -> hook.ends(taken, held));
    }

    @Override
    public Notice notice(Notice notice) {
        return through(notice, RouterHook::notice);
    }

    @Override
    public Map<String, ActionHandler> actions(Map<String, ActionHandler> plain) {
        Map<String, ActionHandler> changed = plain;
        for (RouterHook hook : hooks) {
            changed = hook.actions(changed);
        }
        return changed;
    }

    @Override
    public boolean heldByAnother(Transport transport, int externalPort) {
        return hooks.stream().anyMatch(hook -> hook.heldByAnother(transport, externalPort));
    }

    @Override
    public List<Target> targets(List<Target> targets) {
        return through(targets, RouterHook::targets);
    }

    @Override
    public boolean hears(SearchMessage search) {
        return hooks.stream().allMatch(hook -> hook.hears(search));
    }

    @Override
    public List<Target> answers(SearchMessage search, List<Target> answers) {
        return through(answers, (hook, given) -> hook.answers(search, given));
    }

    @Override
    public Duration answerDelay(SearchMessage search, Duration usual) {
        return through(usual, (hook, delay) -> hook.answerDelay(search, delay));
    }

    @Override
    public Stream<Datagram> sent(Datagram message) {
        Stream<Datagram> sent = Stream.of(message);
        for (RouterHook hook : hooks) {
            sent = sent.flatMap(hook::sent);
        }
        return sent;
    }

    @Override
    public Inet6Address ipv6Sender(List<Inet6Address> own) {
        return odd(own, hook -> hook.ipv6Sender(own));
    }

    @Override
    public Inet6Address ipv6Server(List<Inet6Address> own) {
        return odd(own, hook -> hook.ipv6Server(own));
    }

    /** What a hook chooses other than the standard. */
    private Inet6Address odd(List<Inet6Address> own, Function<RouterHook, Inet6Address> choice) {
        return hooks.stream()
                .map(choice)
                .filter(each -> !each.equals(own.get(0)))
                .findFirst()
                .orElse(own.get(0));
    }

    @Override
    public HttpRequest request(HttpRequest request) {
        return through(request, RouterHook::request);
    }

    @Override
    public Optional<HttpResponse> instead(HttpRequest request) {
        return hooks.stream().flatMap(hook -> hook.instead(request).stream()).findFirst();
    }

    @Override
    public int morePorts() {
        return hooks.stream().mapToInt(RouterHook::morePorts).max().orElse(0);
    }

    private <T> T through(T first, BiFunction<RouterHook, T, T> change) {
        T changed = first;
        for (RouterHook hook : hooks) {
            changed = change.apply(hook, changed);
        }
        return changed;
    }
}
