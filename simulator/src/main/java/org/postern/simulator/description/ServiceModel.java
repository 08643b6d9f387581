// SPDX-License-Identifier: Apache-2.0
package org.postern.simulator.description;

import java.util.List;
import java.util.Optional;

/**
 * A service that the device offers.
 *
 * @param type URN with version
 * @param id URN of the service identifier
 * @param path last part of its URLs: one word or more, with slashes between them
 * @param actions all that it offers
 * @param variables all that the actions refer to, and those evented
 */
public record ServiceModel(
        String type,
        String id,
        String path,
        List<ActionModel> actions,
        List<StateVariable> variables) {

    /** Copies the lists. */
    public ServiceModel {
        actions = List.copyOf(actions);
        variables = List.copyOf(variables);
    }

    /** The same service elsewhere; the last word of the path says who handles its actions. */
    public ServiceModel at(String otherPath) {
        return new ServiceModel(type, id, otherPath, actions, variables);
    }

    /** The same service under another type and identifier. */
    public ServiceModel as(String otherType, String otherId) {
        return new ServiceModel(otherType, otherId, path, actions, variables);
    }

    /** Who handles its actions: several services of a tree may be one at heart. */
    public String handlers() {
        return path.substring(path.lastIndexOf('/') + 1);
    }

    /** Where the service description is read. */
    public String scpdPath() {
        return "/" + path + ".xml";
    }

    /** Where actions are called. */
    public String controlPath() {
        return "/ctl/" + path;
    }

    /** Where events are subscribed to. */
    public String eventPath() {
        return "/evt/" + path;
    }

    /** The action of that name, if it is offered. */
    public Optional<ActionModel> action(String name) {
        return actions.stream().filter(a -> a.name().equals(name)).findFirst();
    }

    /** Whether the type asked for is this one, in this version or an earlier one. */
    public boolean answersTo(String asked) {
        return Urns.sameTypeNotNewer(asked, type);
    }
}
