// SPDX-License-Identifier: Apache-2.0
package org.postern.simulator.description;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A service that the device offers. Type and id are URNs, the type with version. The path is the
 * last part of its URLs: one word or more, with slashes between them. The variables are all that
 * the actions refer to, and those evented.
 */
public record ServiceModel(
        String type,
        String id,
        String path,
        List<ActionModel> actions,
        List<StateVariable> variables) {

    public ServiceModel {
        actions = List.copyOf(actions);
        variables = List.copyOf(variables);
    }

    /** The same service elsewhere; the last word of the path says who handles its actions. */
    public ServiceModel at(String otherPath) {
        return new ServiceModel(type, id, otherPath, actions, variables);
    }

    public ServiceModel as(String otherType, String otherId) {
        return new ServiceModel(otherType, otherId, path, actions, variables);
    }

    /** The same service without some of its actions. */
    public ServiceModel without(Set<String> unwanted) {
        List<ActionModel> others =
                actions.stream().filter(each -> !unwanted.contains(each.name())).toList();
        return new ServiceModel(type, id, path, others, variables);
    }

    /** Who handles its actions: several services of a tree may be one at heart. */
    public String handlers() {
        return path.substring(path.lastIndexOf('/') + 1);
    }

    public String scpdPath() {
        return "/" + path + ".xml";
    }

    public String controlPath() {
        return "/ctl/" + path;
    }

    public String eventPath() {
        return "/evt/" + path;
    }

    public Optional<ActionModel> action(String name) {
        return actions.stream().filter(a -> a.name().equals(name)).findFirst();
    }

    /** Whether the type asked for is this one, in this version or an earlier one. */
    public boolean answersTo(String asked) {
        return Urns.sameTypeNotNewer(asked, type);
    }
}
